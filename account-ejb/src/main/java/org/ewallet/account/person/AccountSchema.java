package org.ewallet.account.person;

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
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
// Not the attribute NOT_SUPPORTED, which Payara does not apply to @PostConstruct: migrations must run outside of XA.
@TransactionManagement(TransactionManagementType.BEAN)
public class AccountSchema {

    @Resource(lookup = "jdbc/ewallet-account")
    private DataSource dataSource;

    @PostConstruct
    void migrate() {
        Migrations.run("account", dataSource);
    }

    /** Returns when the schema is up to date: the container has migrated it before the first call gets through. */
    public void await() {
        // Nothing to do: the bean is there.
    }
}
