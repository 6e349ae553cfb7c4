package org.ewallet.account.person;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.ewallet.messaging.Migrations;
import org.h2.jdbcx.JdbcDataSource;

/** A fresh H2 database with the real migrations and the real persistence unit, whose transactions are local here. */
final class AccountDatabase implements AutoCloseable {

    private final JdbcDataSource dataSource = new JdbcDataSource();
    private final EntityManagerFactory factory;

    AccountDatabase() {
        // TIME ZONE: EclipseLink passes times as java.sql.Timestamp, which H2 reads in the session's zone; see summer
        // time.
        dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;TIME ZONE=UTC");
        Migrations.run("account", dataSource);
        factory = Persistence.createEntityManagerFactory("account", Map.of(
                "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                "jakarta.persistence.jtaDataSource", "",
                "jakarta.persistence.nonJtaDataSource", dataSource,
                "eclipselink.target-server", "None"));
    }

    DataSource dataSource() {
        return dataSource;
    }

    /** Runs work in a transaction of its own, with a persistence context of its own. */
    <T> T inTransaction(Function<EntityManager, T> work) {
        try (EntityManager entities = factory.createEntityManager()) {
            entities.getTransaction().begin();
            try {
                T result = work.apply(entities);
                entities.getTransaction().commit();
                return result;
            } finally {
                if (entities.getTransaction().isActive()) {
                    entities.getTransaction().rollback();
                }
            }
        }
    }

    @Override
    public void close() throws Exception {
        factory.close();
        try (var connection = dataSource.getConnection(); var statement = connection.createStatement()) {
            statement.execute("shutdown");
        }
    }
}
