package org.ewallet.wallet;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import javax.sql.DataSource;
import org.ewallet.messaging.Migrations;

/** Brings the schema of the wallet service up to date when the service starts. */
@Singleton
@Startup
// Not container-managed: the container would begin a transaction for @PostConstruct, in which migrations cannot commit.
@TransactionManagement(TransactionManagementType.BEAN)
public class WalletSchema {

    @Resource(lookup = "jdbc/ewallet-wallet")
    private DataSource dataSource;

    @PostConstruct
    void migrate() {
        Migrations.run("wallet", dataSource);
    }

    /** Returns once the schema is up to date: the container lets nobody call a singleton that is still starting. */
    public void awaitReady() {
        // Nothing to do: to be called at all is the point.
    }
}
