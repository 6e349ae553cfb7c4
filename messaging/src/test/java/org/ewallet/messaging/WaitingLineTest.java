package org.ewallet.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Message;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.ewallet.contract.wallet.TransferFunds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Shows that letters which touch the same keep their order while one of them waits, and that no others wait with them. */
class WaitingLineTest {

    @RegisterExtension
    static final Broker BROKER = new Broker();

    @RegisterExtension
    static final Database DATABASE = new Database();

    private static final RetryPolicy SOON = new RetryPolicy(
            List.of(Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(300)), 0);

    private final String bad = Ids.next();
    private final String follower = Ids.next();
    private final String followerOfFollower = Ids.next();
    private final String stranger = Ids.next();
    private Office office;

    @BeforeEach
    void open() throws SQLException {
        office = Office.ofCommands(BROKER, DATABASE);
        office.restart(Office.BATCH_SIZE, SOON);
        office.bank.breakAt(letter -> letter.key().equals(bad));
        // Two deliveries: the letter fails, then it is put aside.
        send(bad, "a", "b");
        office.deliver();
        office.deliver();
    }

    @AfterEach
    void close() throws SQLException {
        office.close();
    }

    @Test
    void laterLettersWaitBehindOneThatWaitsAndOthersDoNot() throws Exception {
        send(follower, "b", "c");
        send(followerOfFollower, "c", "d");
        send(stranger, "e", "f");

        office.deliverAll();

        assertThat(DATABASE.effectsOf(stranger)).isOne();
        assertThat(DATABASE.effectsOf(follower)).isZero();
        assertThat(DATABASE.effectsOf(followerOfFollower)).isZero();
    }

    @Test
    void lettersComeInTheirOrderWhenWhatBrokeIsRepaired() throws Exception {
        send(follower, "b", "c");
        send(followerOfFollower, "c", "d");
        office.deliverAll();
        office.bank.repair();

        deliverUntilHandled(followerOfFollower);

        assertThat(office.bank.letters().stream().map(Received::key).skip(1)).containsSubsequence(bad, follower,
                followerOfFollower);
        assertThat(List.of(DATABASE.effectsOf(bad), DATABASE.effectsOf(follower),
                DATABASE.effectsOf(followerOfFollower))).containsExactly(1, 1, 1);
    }

    @Test
    void orderOutlivesARestartOfTheService() throws Exception {
        send(follower, "b", "c");
        office.deliverAll();
        office.restart(Office.BATCH_SIZE, SOON);
        office.bank.repair();

        deliverUntilHandled(follower);

        assertThat(DATABASE.effectsOf(bad)).isOne();
        assertThat(office.bank.letters().stream().map(Received::key).skip(1)).containsSubsequence(bad, follower);
    }

    @Test
    void lettersGoOnWhenTheOneBeforeThemIsDead() throws Exception {
        send(follower, "b", "c");

        deliverUntilHandled(follower);

        assertThat(Post.text(office.post.takeOnly(office.box.dead()), "cloudEvents_id")).isEqualTo(bad);
        assertThat(DATABASE.effectsOf(bad)).isZero();
    }

    @Test
    void copyOfAWaitingLetterDoesNotWaitForItself() throws Exception {
        office.bank.repair();
        send(bad, "a", "b");

        office.deliverAll();

        assertThat(DATABASE.effectsOf(bad)).isOne();
        send(follower, "b", "c");
        office.deliverAll();
        assertThat(DATABASE.effectsOf(follower)).as("nobody waits any more").isOne();
    }

    @Test
    void letterThatNeverComesAgainHoldsNobodyUpForEver() throws Exception {
        assertThat(Post.text(office.post.await(office.box.queue()), "cloudEvents_id")).isEqualTo(bad);
        office.clock.advance(Duration.ofMinutes(5));
        Message letter = office.post.letter(follower, transfer("b", "c"));
        letter.setIntProperty("ewallet_waits", 10);
        office.post.send(office.box.queue(), letter);

        office.deliverAll();

        assertThat(DATABASE.effectsOf(follower)).isOne();
    }

    @Test
    void lettersThatLearnInLineWhatElseTheyTouchDoNotWaitForEachOther() throws Exception {
        send(follower, "b", "c");
        send(followerOfFollower, "c", "d");
        office.deliverAll();
        office.bank.learn(follower, "d");
        office.bank.repair();

        deliverUntilHandled(followerOfFollower);

        assertThat(office.bank.letters().stream().map(Received::key).skip(1)).containsSubsequence(bad, follower,
                followerOfFollower);
    }

    @Test
    void whatALetterLearnsInLineHoldsUpThoseThatComeLater() throws Exception {
        send(follower, "b", "c");
        office.deliverAll();
        office.bank.learn(follower, "e");
        // It comes again, here as a copy, and still waits.
        send(follower, "b", "c");
        send(stranger, "e", "f");

        office.deliverAll();

        assertThat(DATABASE.effectsOf(follower)).isZero();
        assertThat(DATABASE.effectsOf(stranger)).isZero();
    }

    private void send(String id, String source, String target) {
        office.post.send(office.box.queue(), office.post.letter(id, transfer(source, target)));
    }

    private static TransferFunds transfer(String source, String target) {
        return new TransferFunds(source, target, 1, "EUR", null);
    }

    private void deliverUntilHandled(String id) throws SQLException {
        for (int transactions = 0; DATABASE.effectsOf(id) == 0; transactions++) {
            assertThat(transactions).as("transactions until %s is handled", id).isLessThan(50);
            office.deliver();
        }
    }
}
