package org.ewallet.messaging;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Cuts databases off, and brings them back. */
final class Outage {

    private volatile boolean now;

    void begin() {
        now = true;
    }

    void end() {
        now = false;
    }

    /** A way to a database that leads nowhere during the outage. */
    DataSource wayTo(DataSource database) {
        return (DataSource) Proxy.newProxyInstance(Outage.class.getClassLoader(), new Class<?>[] {DataSource.class},
                (proxy, method, values) -> {
                    if (now) {
                        throw new SQLException("connection refused");
                    }
                    try {
                        return method.invoke(database, values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
