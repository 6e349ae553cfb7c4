package org.ewallet.messaging;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the schema of one service up to date, before its first letter. Two instances may do it at once. */
public final class Migrations {

    private Migrations() {
    }

    /**
     * Runs the migrations {@code db/<service>/V*.sql} that the schema does not have yet. Must be called outside of a
     * transaction.
     *
     * @param service names the folder of the migrations
     * @param dataSource connects to the service's own schema
     */
    public static void run(String service, DataSource dataSource) {
        Flyway.configure(Thread.currentThread().getContextClassLoader())
                .dataSource(dataSource)
                .locations("classpath:db/" + service)
                .validateMigrationNaming(true)
                .load()
                .migrate();
    }
}
