package org.ewallet.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.ewallet.contract.Outcome.Status;
import org.ewallet.contract.wallet.ReleaseHold;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Shows that an outcome is kept as it was first written, once per letter, in the transaction of its effect. */
class OutcomeStoreTest {

    @RegisterExtension
    static final Database DATABASE = new Database();

    private static final Instant NOW = Instant.parse("2030-01-31T12:00:00.123456Z");

    private final OutcomeStore store = new OutcomeStore(DATABASE.dataSource());
    private final String key = Ids.next();

    @Test
    void outcomeIsFoundAsItWasStored() {
        StoredOutcome stored = outcome(key, "{\"detail\" : \"Zoë 💶\",\n \"b\":1, \"a\":2}");

        store.insert(List.of(stored));

        assertThat(store.find(Set.of(key))).containsOnlyKeys(key).hasEntrySatisfying(key,
                found -> assertThat(found).usingRecursiveComparison().isEqualTo(stored));
        assertThat(store.outcomeOf(key)).contains(stored.outcome());
    }

    @Test
    void rejectionIsKeptAsWell() {
        store.insert(List.of(new StoredOutcome(key, "ReleaseHold", new byte[] {1}, Status.REJECTED, "{}", NOW, null)));

        assertThat(store.find(Set.of(key)).get(key).status()).isEqualTo(Status.REJECTED);
    }

    @Test
    void unknownLetterHasNoOutcome() {
        assertThat(store.outcomeOf(key)).isEmpty();
        assertThat(store.find(Set.of(key))).isEmpty();
        assertThat(store.find(Set.of())).isEmpty();
    }

    @Test
    void outcomesOfAWholeBatchAreFoundAtOnce() {
        List<StoredOutcome> batch = IntStream.range(0, 500).mapToObj(n -> outcome(key + "-" + n, "{\"n\":" + n + "}"))
                .toList();

        store.insert(batch);

        Map<String, StoredOutcome> found = store.find(IntStream.range(250, 750).mapToObj(n -> key + "-" + n).toList());
        assertThat(found).hasSize(250);
        assertThat(found.get(key + "-499").outcome()).isEqualTo("{\"n\":499}");
    }

    @Test
    void keysAreComparedLetterByLetter() {
        store.insert(List.of(outcome(key + "a", "{}")));

        assertThat(store.outcomeOf(key + "A")).isEmpty();
        assertThat(store.outcomeOf(key + "a ")).isEmpty();
    }

    @Test
    void letterCountsOnceEvenIfItIsStoredTwice() {
        store.insert(List.of(outcome(key, "{\"first\":true}")));

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> store.insert(List.of(outcome(key, "{\"first\":false}"))))
                .withMessageStartingWith("cannot store outcomes: ").withMessageContaining("OUTCOME(LETTER_KEY)")
                .withCauseInstanceOf(SQLException.class);
        assertThat(store.outcomeOf(key)).contains("{\"first\":true}");
    }

    @Test
    void outcomeBelongsToTheTransactionOfItsCaller() throws Exception {
        try (Connection connection = DATABASE.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            OutcomeStore inside = new OutcomeStore(handingOut(connection));
            inside.insert(List.of(outcome(key, "{}")));

            assertThat(inside.outcomeOf(key)).contains("{}");
            assertThat(store.outcomeOf(key)).isEmpty();

            connection.rollback();
            assertThat(inside.outcomeOf(key)).isEmpty();

            inside.insert(List.of(outcome(key, "{}")));
            connection.commit();
            assertThat(store.outcomeOf(key)).contains("{}");
        }
    }

    @Test
    void laterOfTwoInstancesFailsAndThenFindsTheOutcome() throws Exception {
        try (Connection first = DATABASE.dataSource().getConnection();
                Connection second = DATABASE.dataSource().getConnection()) {
            first.setAutoCommit(false);
            second.setAutoCommit(false);
            OutcomeStore later = new OutcomeStore(handingOut(second));
            assertThat(later.outcomeOf(key)).isEmpty();
            new OutcomeStore(handingOut(first)).insert(List.of(outcome(key, "{\"by\":\"first\"}")));
            first.commit();

            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> later.insert(List.of(outcome(key, "{\"by\":\"second\"}"))));
            second.rollback();

            assertThat(later.outcomeOf(key)).contains("{\"by\":\"first\"}");
        }
    }

    @Test
    void databaseThatIsNotThereIsReportedWithItsCause() {
        JdbcDataSource nowhere = new JdbcDataSource();
        nowhere.setURL("jdbc:h2:mem:" + key + ";IFEXISTS=TRUE");

        assertThatExceptionOfType(DatabaseException.class).isThrownBy(() -> new OutcomeStore(nowhere).outcomeOf(key))
                .withMessageStartingWith("cannot read outcomes: ").withCauseInstanceOf(SQLException.class);
    }

    private static StoredOutcome outcome(String key, String json) {
        return new StoredOutcome(key, "ReleaseHold", Fingerprint.of(new ReleaseHold("h")), Status.COMPLETED, json, NOW, null);
    }

    private static DataSource handingOut(Connection connection) {
        return (DataSource) Proxy.newProxyInstance(OutcomeStoreTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, values) -> Unclosable.view(Connection.class, connection));
    }
}
