package org.ewallet.notification;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import javax.sql.DataSource;
import org.ewallet.messaging.Migrations;

/**
 * Brings the schema up to date when the module starts; a module whose schema cannot be brought up to date does not
 * start. Other singletons name it in {@code @DependsOn}; a message-driven bean, which may be started before the
 * singletons, calls {@link #await()} before its first letter.
 *
 * <p>Without container transactions: {@code NOT_SUPPORTED} on the class does not keep Payara from calling the lifecycle
 * method in one, in which PostgreSQL refuses the migration's own.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class NotificationSchema {

    @Resource(lookup = "jdbc/ewallet-notification")
    private DataSource dataSource;

    @PostConstruct
    void migrate() {
        Migrations.run("notification", dataSource);
    }

    /** Returns when the schema is up to date: the container has migrated it before the first call gets through. */
    public void await() {
        // Nothing to do: the bean is there.
    }
}
