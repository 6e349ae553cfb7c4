package org.ewallet.messaging;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A view of something that its user must not close, as a container hands out what belongs to its transaction. */
final class Unclosable {

    private Unclosable() {
    }

    static <T extends AutoCloseable> T view(Class<T> type, T target) {
        InvocationHandler allButClose = (view, method, values) -> {
            if (method.getName().equals("close")) {
                return null;
            }
            try {
                return method.invoke(target, values);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, allButClose));
    }
}
