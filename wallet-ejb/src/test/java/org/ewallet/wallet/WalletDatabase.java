package org.ewallet.wallet;

import static org.ewallet.wallet.Letters.NOW;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.ewallet.contract.Codec;
import org.ewallet.contract.Message;
import org.ewallet.contract.Outcome;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Migrations;
import org.ewallet.messaging.Received;
import org.ewallet.wallet.cash.DepositFundsHandler;
import org.ewallet.wallet.cash.WithdrawFundsHandler;
import org.ewallet.wallet.hold.CaptureHoldHandler;
import org.ewallet.wallet.hold.HoldFundsHandler;
import org.ewallet.wallet.hold.ReleaseHoldHandler;
import org.ewallet.wallet.ledger.Ledger;
import org.ewallet.wallet.ledger.LetterHandler;
import org.ewallet.wallet.lifecycle.BlockWalletHandler;
import org.ewallet.wallet.lifecycle.CloseWalletHandler;
import org.ewallet.wallet.lifecycle.OpenWalletHandler;
import org.ewallet.wallet.lifecycle.UnblockWalletHandler;
import org.ewallet.wallet.lifecycle.WhenPersonBannedThenBlockWallets;
import org.ewallet.wallet.lifecycle.WhenPersonRegisteredThenOpenWallet;
import org.ewallet.wallet.lifecycle.WhenPersonReinstatedThenUnblockWallets;
import org.ewallet.wallet.order.WhenOrderPlacedThenPay;
import org.ewallet.wallet.transfer.ReverseTransferHandler;
import org.ewallet.wallet.transfer.TransferFundsHandler;
import org.h2.jdbcx.JdbcDataSource;

/**
 * A fresh H2 database with the real migrations and the real persistence unit. As in a container, what works in a
 * transaction shares one connection; the transactions are local here.
 */
public final class WalletDatabase implements AutoCloseable {

    public static final List<LetterHandler<?>> HANDLERS = List.of(new OpenWalletHandler(), new CloseWalletHandler(),
            new BlockWalletHandler(), new UnblockWalletHandler(), new DepositFundsHandler(),
            new WithdrawFundsHandler(), new TransferFundsHandler(), new ReverseTransferHandler(),
            new HoldFundsHandler(), new CaptureHoldHandler(), new ReleaseHoldHandler(),
            new WhenPersonRegisteredThenOpenWallet(), new WhenPersonBannedThenBlockWallets(),
            new WhenPersonReinstatedThenUnblockWallets(), new WhenOrderPlacedThenPay());

    private static final String STORE_OUTCOME = """
            insert into outcome (letter_key, type, fingerprint, status, outcome, handled_at)
            values (?, ?, X'00', ?, ?, ?)""";

    /** What only the owner of a transaction does to its connection. */
    private static final Set<String> OF_THE_OWNER = Set.of("setAutoCommit", "commit", "rollback", "close");

    private final JdbcDataSource dataSource = new JdbcDataSource();
    private final EntityManagerFactory factory;

    public WalletDatabase() {
        dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Migrations.run("wallet", dataSource);
        factory = factory(dataSource);
    }

    static EntityManagerFactory factory(DataSource dataSource) {
        return Persistence.createEntityManagerFactory("wallet", Map.of(
                "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                "jakarta.persistence.jtaDataSource", "",
                "jakarta.persistence.nonJtaDataSource", dataSource,
                "eclipselink.target-server", "None"));
    }

    public DataSource dataSource() {
        return dataSource;
    }

    /** The same, but others do something before every statement of a connection except its first. */
    public DataSource dataSourceWhileOthers(Runnable doSomething) {
        return proxy(DataSource.class, (method, values) -> {
            Connection connection = (Connection) method.invoke(dataSource, values);
            AtomicInteger statements = new AtomicInteger();
            return proxy(Connection.class, (call, arguments) -> {
                if (call.getName().equals("createStatement") && statements.getAndIncrement() > 0) {
                    doSomething.run();
                }
                return call.invoke(connection, arguments);
            });
        });
    }

    /** Runs work in a transaction of its own, with a persistence context of its own. */
    public <T> T inTransaction(Function<Ledger, T> work) {
        return inTransaction((ledger, connection) -> work.apply(ledger));
    }

    /** Handles letters as one batch, in a transaction of its own, and stores their outcomes as the inbox does. */
    public List<Decision> handle(List<Received<?>> letters) {
        return inTransaction((ledger, connection) -> {
            List<Decision> decisions = new WalletService(HANDLERS, ledger).of(Message.class).handle(letters);
            store(decisions, connection);
            return decisions;
        });
    }

    /** Handles messages as one batch; their ids are {@code <prefix>1}, {@code <prefix>2} and so on. */
    public List<Decision> handle(String idPrefix, Instant receivedAt, Message... messages) {
        return handle(IntStream.range(0, messages.length).<Received<?>>mapToObj(
                n -> Letters.letter(idPrefix + (n + 1), messages[n], receivedAt)).toList());
    }

    public List<Decision> handle(String idPrefix, Message... messages) {
        return handle(idPrefix, NOW, messages);
    }

    /** Forgets all letters and all that they did. */
    public void empty() throws SQLException {
        execute("set referential_integrity false");
        for (String table : tables()) {
            execute("truncate table " + table);
        }
        execute("insert into event_counter (last_sequence) values (0)");
        execute("set referential_integrity true");
    }

    /** The names of the service's tables. */
    public List<String> tables() {
        return rows("select table_name from information_schema.tables where table_schema = 'PUBLIC'"
                + " and table_name <> 'flyway_schema_history'").stream().map(row -> row.get(0)).toList();
    }

    public void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The rows of a query, each as the texts of its columns. */
    public List<List<String>> rows(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    row.add(found.getString(i));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        factory.close();
        execute("shutdown");
    }

    private interface Work<T> {
        T apply(Ledger ledger, Connection connection);
    }

    private <T> T inTransaction(Work<T> work) {
        try (EntityManager entities = factory.createEntityManager()) {
            entities.getTransaction().begin();
            try {
                Connection connection = entities.unwrap(Connection.class);
                T result = work.apply(new Ledger(entities, handingOut(connection)), connection);
                entities.getTransaction().commit();
                return result;
            } finally {
                if (entities.getTransaction().isActive()) {
                    entities.getTransaction().rollback();
                }
            }
        }
    }

    private static void store(List<Decision> decisions, Connection connection) {
        try (PreparedStatement statement = connection.prepareStatement(STORE_OUTCOME)) {
            for (Decision decision : decisions) {
                Outcome outcome = decision.outcome();
                statement.setString(1, outcome.commandId());
                statement.setString(2, outcome.type());
                statement.setString(3, outcome.status().name());
                statement.setString(4, Codec.write(outcome));
                statement.setObject(5, outcome.completedAt().atOffset(ZoneOffset.UTC));
                statement.executeUpdate();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A data source of one connection, whose transaction neither begins nor ends with those who work in it. */
    public static DataSource handingOut(Connection connection) {
        Connection joined = proxy(Connection.class, (method, values) -> OF_THE_OWNER.contains(method.getName()) ? null
                : method.invoke(connection, values));
        return proxy(DataSource.class, (method, values) -> joined);
    }

    private interface Call {
        Object answer(Method method, Object[] values) throws ReflectiveOperationException;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (proxy, method, values) -> {
                    try {
                        return call.answer(method, values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
