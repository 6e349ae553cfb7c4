package org.ewallet.messaging;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;

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

    /** A factory with one method; its others fail, as nothing here has a use for them. */
    static <T> T handOut(Class<T> factory, String method, Supplier<?> product) {
        return factory.cast(Proxy.newProxyInstance(factory.getClassLoader(), new Class<?>[] {factory},
                (proxy, called, values) -> {
                    if (called.getName().equals(method) && values == null) {
                        return product.get();
                    }
                    throw new UnsupportedOperationException(called.toString());
                }));
    }
}
