package org.ewallet.benchmark;

import jakarta.jms.Destination;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.ewallet.contract.Codec;
import org.ewallet.contract.CommandRejected;
import org.ewallet.contract.Destinations;
import org.ewallet.contract.Envelope;
import org.ewallet.contract.Event;
import org.ewallet.contract.MessageTypes;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.Reason;
import org.ewallet.contract.wallet.TransferCompleted;
import org.ewallet.contract.wallet.TransferFunds;
import org.ewallet.messaging.CloudEvents;
import org.ewallet.messaging.Ids;
import org.ewallet.messaging.Letter;

/**
 * The limit: what this machine can do at best with the product's own tables, written by hand for transfers and nothing
 * else. No container, no JPA, no two-phase commit: one transacted session takes up to 500 letters, a few statements
 * write them, the database commits, then the broker. A crash between the two brings the letters again, and the primary
 * key of the outcomes tells them.
 */
final class Limit {

    static final String BROKER_URL = "LIMIT_BROKER_URL";
    static final String BROKER_PASSWORD = "LIMIT_BROKER_PASSWORD";
    static final String DATABASE_URL = "LIMIT_DATABASE_URL";
    static final String DATABASE_PASSWORD = "LIMIT_DATABASE_PASSWORD";

    private static final String USER = "wallet";
    private static final int BATCH = 500;
    private static final long WAIT_MILLIS = 500;
    private static final int HASH_BYTES = 8;
    private static final String TYPE = TransferFunds.class.getSimpleName();

    private static final String LOCK = """
            select w.wallet_id, w.owner_id, w.currency, w.balance_minor, w.balance_minor - w.held_minor
                + w.overdraft_limit_minor, w.last_entry_at_micros, w.closed, w.owner_banned or w.block_mode is not null
            from unnest(?::varchar[]) as k(wallet_id) join wallet w on w.wallet_id = k.wallet_id
            order by w.wallet_id for update of w""";
    private static final String OUTCOMES = """
            insert into outcome (letter_key, type, fingerprint, status, outcome, handled_at)
            select k.letter_key, ?, k.fingerprint, k.status, k.outcome, ?
            from unnest(?::varchar[], ?::bytea[], ?::varchar[], ?::varchar[])
                as k(letter_key, fingerprint, status, outcome)
            on conflict do nothing""";
    private static final String KNOWN = """
            select o.letter_key
            from unnest(?::varchar[]) as k(letter_key) join outcome o on o.letter_key = k.letter_key""";
    private static final String ENTRIES = """
            insert into ledger_entry (wallet_id, at_micros, kind, amount_minor, balance_after_minor, counterparty_id,
                letter_key, reference)
            select k.wallet_id, k.at_micros, 'TRANSFER', k.amount_minor, k.balance_minor, k.counterparty_id,
                k.letter_key, k.reference
            from unnest(?::varchar[], ?::bigint[], ?::bigint[], ?::bigint[], ?::varchar[], ?::varchar[], ?::varchar[])
                as k(wallet_id, at_micros, amount_minor, balance_minor, counterparty_id, letter_key, reference)""";
    private static final String WALLETS = """
            update wallet w
            set balance_minor = k.balance_minor, last_entry_at_micros = k.at_micros, version = version + 1
            from unnest(?::varchar[], ?::bigint[], ?::bigint[]) as k(wallet_id, balance_minor, at_micros)
            where w.wallet_id = k.wallet_id""";
    private static final String NUMBER =
            "update event_counter set last_sequence = last_sequence + ? returning last_sequence";
    private static final String EVENTS = """
            insert into event (sequence, event_id, type, happened_at, correlation_id, causation_id, data)
            select ? + k.place, k.event_id, k.type, ?, k.correlation_id, k.causation_id, k.data
            from unnest(?::varchar[], ?::varchar[], ?::varchar[], ?::varchar[], ?::varchar[]) with ordinality
                as k(event_id, type, correlation_id, causation_id, data, place)""";
    private static final String COUNT = """
            insert into letter_count (box, fate, letters) values ('wallet.commands', ?, ?)
            on conflict (box, fate) do update set letters = letter_count.letters + excluded.letters""";

    private final Connection database;
    private final JMSContext jms;

    private Limit(Connection database, JMSContext jms) {
        this.database = database;
        this.jms = jms;
    }

    /** Works until its standard input ends, as it does with the program that started it. */
    public static void main(String[] none) throws Exception {
        try (ActiveMQConnectionFactory broker = new ActiveMQConnectionFactory(System.getenv(BROKER_URL));
                JMSContext jms = broker.createContext(USER, System.getenv(BROKER_PASSWORD),
                        JMSContext.SESSION_TRANSACTED);
                Connection database = DriverManager.getConnection(System.getenv(DATABASE_URL)
                        + "?reWriteBatchedInserts=true", USER, System.getenv(DATABASE_PASSWORD))) {
            database.setAutoCommit(false);
            new Limit(database, jms).work();
        }
    }

    private record Command(String key, String correlationId, String traceparent, TransferFunds transfer) {
    }

    /** A wallet as it was locked, and as the letters of the batch change it. */
    private static final class Account {

        private String ownerId;
        private String currency;
        private long balanceMinor;
        private long availableMinor;
        private long lastAtMicros;
        private boolean closed;
        private boolean blocked;
    }

    /** The rows of a batch, column by column. */
    private static final class Rows {

        private final List<Object[]> rows = new ArrayList<>();

        void add(Object... row) {
            rows.add(row);
        }

        /** @param kind makes the array of the column's Java type, which the driver tells the SQL type by */
        Object[] column(int index, IntFunction<Object[]> kind) {
            return rows.stream().map(row -> row[index]).toArray(kind);
        }

        int count() {
            return rows.size();
        }
    }

    private void work() throws Exception {
        Thread end = new Thread(Limit::awaitEnd);
        end.start();
        JMSConsumer consumer = jms.createConsumer(jms.createQueue(Destinations.WALLET_COMMANDS));
        Destination topic = jms.createTopic(Destinations.WALLET_EVENTS);
        JMSProducer producer = jms.createProducer();
        while (end.isAlive()) {
            Map<String, Command> commands = new LinkedHashMap<>();
            int letters = 0;
            Message message = consumer.receive(WAIT_MILLIS);
            while (message != null) {
                letters++;
                Command command = read(message);
                commands.putIfAbsent(command.key(), command);
                message = letters < BATCH ? consumer.receiveNoWait() : null;
            }
            if (letters > 0) {
                for (TextMessage event : handle(commands, letters)) {
                    producer.send(topic, event);
                }
                jms.commit();
            }
        }
    }

    private static Command read(Message message) throws JMSException {
        String id = message.getStringProperty("cloudEvents_id");
        String correlationId = message.getStringProperty("cloudEvents_correlationid");
        return new Command(id, correlationId == null ? id : correlationId,
                message.getStringProperty("cloudEvents_traceparent"),
                Codec.read(message.getBody(String.class), TransferFunds.class));
    }

    private static void awaitEnd() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is said to it.
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read standard input", e);
        }
    }

    /** Commits what the letters do to the database, and returns the events to be sent. */
    private List<TextMessage> handle(Map<String, Command> commands, int letters) throws SQLException, JMSException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        List<TextMessage> events = write(commands.values(), now);
        if (events == null) {
            // Some were handled before: rare, so that it costs a rollback and not a question in every batch.
            database.rollback();
            commands.keySet().removeAll(known(commands.keySet()));
            events = write(commands.values(), now);
        }
        count("COMPLETED", commands.size());
        count("REPEATED", letters - commands.size());
        database.commit();
        return events;
    }

    /** Null if one of the letters was handled before. */
    private List<TextMessage> write(Collection<Command> commands, Instant now) throws SQLException, JMSException {
        Map<String, Account> accounts = lock(commands);
        Rows outcomes = new Rows();
        Rows entries = new Rows();
        Rows events = new Rows();
        List<Letter> told = new ArrayList<>();
        long nowMicros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        for (Command command : commands) {
            TransferFunds transfer = command.transfer();
            Account source = accounts.get(transfer.sourceWalletId());
            Account target = accounts.get(transfer.targetWalletId());
            Reason refusal = refusal(source, target, transfer);
            Outcome outcome;
            Event event;
            if (refusal == null) {
                post(command, source, target, nowMicros, entries);
                outcome = Outcome.completed(command.key(), TransferFunds.class, now, "funds transferred",
                        result(command.key(), transfer));
                event = new TransferCompleted(command.key(), transfer.sourceWalletId(), source.ownerId,
                        transfer.targetWalletId(), target.ownerId, transfer.amountMinor(), transfer.currency(),
                        transfer.reference());
            } else {
                outcome = Outcome.rejected(command.key(), TransferFunds.class, now, refusal, "refused");
                event = new CommandRejected(command.key(), TYPE, refusal, "refused");
            }
            outcomes.add(command.key(), fingerprint(transfer), outcome.status().name(), Codec.write(outcome));
            Letter letter = event(event, command);
            told.add(letter);
            events.add(letter.envelope().id(), letter.envelope().type(), letter.envelope().correlationId(),
                    letter.envelope().causationId(), letter.data());
        }
        if (commands.isEmpty()) {
            return List.of();
        }
        OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
        if (execute(OUTCOMES, TYPE, at, varchars(outcomes, 0), array("bytea", outcomes.column(1, byte[][]::new)),
                varchars(outcomes, 2), varchars(outcomes, 3)) < outcomes.count()) {
            return null;
        }
        execute(WALLETS, array("varchar", accounts.keySet().toArray(String[]::new)),
                array("bigint", accounts.values().stream().map(account -> account.balanceMinor).toArray(Long[]::new)),
                array("bigint", accounts.values().stream().map(account -> account.lastAtMicros).toArray(Long[]::new)));
        execute(ENTRIES, varchars(entries, 0), bigints(entries, 1), bigints(entries, 2),
                bigints(entries, 3), varchars(entries, 4), varchars(entries, 5), varchars(entries, 6));
        long before = number(events.count()) - events.count();
        execute(EVENTS, before, at, varchars(events, 0), varchars(events, 1), varchars(events, 2), varchars(events, 3),
                varchars(events, 4));
        return messages(told, before);
    }

    private Map<String, Account> lock(Collection<Command> commands) throws SQLException {
        Set<String> ids = new TreeSet<>();
        commands.forEach(command -> {
            ids.add(command.transfer().sourceWalletId());
            ids.add(command.transfer().targetWalletId());
        });
        Map<String, Account> accounts = new HashMap<>();
        try (PreparedStatement statement = prepare(LOCK, array("varchar", ids.toArray(String[]::new)));
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Account account = new Account();
                account.ownerId = row.getString(2);
                account.currency = row.getString(3);
                account.balanceMinor = row.getLong(4);
                account.availableMinor = row.getLong(5);
                account.lastAtMicros = row.getLong(6);
                account.closed = row.getBoolean(7);
                account.blocked = row.getBoolean(8);
                accounts.put(row.getString(1), account);
            }
        }
        return accounts;
    }

    private static Reason refusal(Account source, Account target, TransferFunds transfer) {
        if (source == null || target == null) {
            return Reason.WALLET_UNKNOWN;
        }
        if (source == target) {
            return Reason.SAME_WALLET;
        }
        if (!source.currency.equals(transfer.currency()) || !target.currency.equals(transfer.currency())) {
            return Reason.CURRENCY_MISMATCH;
        }
        if (source.closed || target.closed) {
            return Reason.WALLET_CLOSED;
        }
        if (source.blocked || target.blocked) {
            return Reason.WALLET_BLOCKED;
        }
        return source.availableMinor < transfer.amountMinor() ? Reason.INSUFFICIENT_FUNDS : null;
    }

    private static void post(Command command, Account source, Account target, long nowMicros, Rows entries) {
        TransferFunds transfer = command.transfer();
        long atMicros = Math.max(nowMicros, 1 + Math.max(source.lastAtMicros, target.lastAtMicros));
        source.balanceMinor = Math.subtractExact(source.balanceMinor, transfer.amountMinor());
        source.availableMinor -= transfer.amountMinor();
        target.balanceMinor = Math.addExact(target.balanceMinor, transfer.amountMinor());
        target.availableMinor += transfer.amountMinor();
        source.lastAtMicros = atMicros;
        target.lastAtMicros = atMicros;
        entries.add(transfer.sourceWalletId(), atMicros, -transfer.amountMinor(), source.balanceMinor,
                transfer.targetWalletId(), command.key(), transfer.reference());
        entries.add(transfer.targetWalletId(), atMicros, transfer.amountMinor(), target.balanceMinor,
                transfer.sourceWalletId(), command.key(), transfer.reference());
    }

    private static Map<String, Object> result(String key, TransferFunds transfer) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("transferId", key);
        result.put("sourceWalletId", transfer.sourceWalletId());
        result.put("targetWalletId", transfer.targetWalletId());
        result.put("amountMinor", transfer.amountMinor());
        result.put("currency", transfer.currency());
        return result;
    }

    private static Letter event(Event event, Command cause) {
        return new Letter(new Envelope(Ids.next(), MessageTypes.typeOf(event.getClass()), "ewallet/wallet",
                Instant.now(), null, cause.correlationId(), cause.key(), cause.traceparent(), null),
                Codec.write(event));
    }

    private List<TextMessage> messages(List<Letter> events, long before) throws JMSException {
        List<TextMessage> messages = new ArrayList<>(events.size());
        long sequence = before;
        for (Letter event : events) {
            TextMessage message = CloudEvents.write(jms, event);
            message.setStringProperty("cloudEvents_sequence", Long.toString(++sequence));
            messages.add(message);
        }
        return messages;
    }

    /** As the product makes it, which must know these letters when they are sent again. */
    private static byte[] fingerprint(TransferFunds transfer) {
        List<Object> fields = Arrays.asList(transfer.sourceWalletId(), transfer.targetWalletId(),
                transfer.amountMinor(), transfer.currency(), transfer.reference());
        byte[] fingerprint = Arrays.copyOf(hash(TYPE), HASH_BYTES * (fields.size() + 1));
        for (int i = 0; i < fields.size(); i++) {
            String text = fields.get(i) == null ? "null" : Codec.write(fields.get(i));
            System.arraycopy(hash(text), 0, fingerprint, HASH_BYTES * (i + 1), HASH_BYTES);
        }
        return fingerprint;
    }

    private static byte[] hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private long number(int events) throws SQLException {
        try (PreparedStatement statement = prepare(NUMBER, events); ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private Set<String> known(Set<String> keys) throws SQLException {
        Set<String> known = new HashSet<>();
        try (PreparedStatement statement = prepare(KNOWN, array("varchar", keys.toArray(String[]::new)));
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                known.add(row.getString(1));
            }
        }
        return known;
    }

    private void count(String fate, int letters) throws SQLException {
        if (letters > 0) {
            execute(COUNT, fate, (long) letters);
        }
    }

    private Array varchars(Rows rows, int column) throws SQLException {
        return array("varchar", rows.column(column, String[]::new));
    }

    private Array bigints(Rows rows, int column) throws SQLException {
        return array("bigint", rows.column(column, Long[]::new));
    }

    private Array array(String type, Object[] values) throws SQLException {
        return database.createArrayOf(type, values);
    }

    private int execute(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values)) {
            return statement.executeUpdate();
        }
    }

    /** The driver keeps what was prepared: the same text is not parsed again. */
    private PreparedStatement prepare(String sql, Object... values) throws SQLException {
        PreparedStatement statement = database.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
