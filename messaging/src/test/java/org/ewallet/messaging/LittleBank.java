package org.ewallet.messaging;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.ewallet.contract.Message;
import org.ewallet.contract.MessageTypes;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.Outcome.Status;
import org.ewallet.contract.Reason;
import org.ewallet.contract.account.AccountEvent;
import org.ewallet.contract.order.OrderEvent;
import org.ewallet.contract.order.OrderPlaced;
import org.ewallet.contract.wallet.TransferCompleted;
import org.ewallet.contract.wallet.TransferFunds;
import org.ewallet.contract.wallet.WalletCommand;

/**
 * A small service with one rule: transfers and orders above {@link #MAX_AMOUNT_MINOR} are refused. Every letter leaves
 * a row in its database; every outcome holds something new, so that a second one for the same letter would show.
 */
final class LittleBank implements LetterService {

    static final long MAX_AMOUNT_MINOR = 100_000;

    private final List<MessageTypes<?>> families = List.of(MessageTypes.of(WalletCommand.class),
            MessageTypes.of(AccountEvent.class), MessageTypes.of(OrderEvent.class));
    private final List<List<String>> batches = new ArrayList<>();
    private final List<Received<?>> letters = new ArrayList<>();
    private final Map<String, Set<String>> learned = new HashMap<>();
    private final DataSource dataSource;
    private Predicate<Received<?>> broken = letter -> false;

    LittleBank(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** From now on, letters like this make the service throw. */
    void breakAt(Predicate<Received<?>> letters) {
        broken = letters;
    }

    void repair() {
        broken = letter -> false;
    }

    /** From now on, a letter is known to touch more than it names: such as the wallet of a hold that is there by now. */
    void learn(String key, String subject) {
        learned.put(key, Set.of(subject));
    }

    /** The keys of the letters of each call, failed calls included. */
    List<List<String>> batches() {
        return batches;
    }

    /** Every letter ever handed in, failed calls included. */
    List<Received<?>> letters() {
        return letters;
    }

    @Override
    public Optional<Class<? extends Message>> find(String type) {
        return families.stream().<Class<? extends Message>>flatMap(family -> family.find(type).stream()).findFirst();
    }

    @Override
    public List<Decision> handle(List<Received<?>> batch) {
        batches.add(batch.stream().map(Received::key).toList());
        letters.addAll(batch);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement effect = connection
                        .prepareStatement("insert into effect (letter_key) values (?)")) {
            List<Decision> decisions = new ArrayList<>();
            for (Received<?> letter : batch) {
                effect.setString(1, letter.key());
                effect.executeUpdate();
                if (broken.test(letter)) {
                    throw new IllegalStateException("the ledger is out of order");
                }
                decisions.add(decide(letter));
            }
            return decisions;
        } catch (SQLException e) {
            throw new DatabaseException("cannot leave a trace", e);
        }
    }

    @Override
    public Set<String> subjects(Received<?> letter) {
        Set<String> subjects = new HashSet<>(learned.getOrDefault(letter.key(), Set.of()));
        if (letter.message() instanceof TransferFunds transfer) {
            subjects.add(transfer.sourceWalletId());
            subjects.add(transfer.targetWalletId());
        }
        return subjects;
    }

    private static Decision decide(Received<?> letter) {
        if (amountMinor(letter.message()) > MAX_AMOUNT_MINOR) {
            return new Decision(outcome(letter, Status.REJECTED, Reason.INSUFFICIENT_FUNDS, "too much"));
        }
        Outcome completed = outcome(letter, Status.COMPLETED, null, "done");
        if (letter.message() instanceof TransferFunds transfer) {
            return new Decision(completed, new TransferCompleted(letter.key(), transfer.sourceWalletId(), "a",
                    transfer.targetWalletId(), "b", transfer.amountMinor(), transfer.currency(), transfer.reference()));
        }
        return new Decision(completed);
    }

    private static long amountMinor(Message message) {
        if (message instanceof TransferFunds transfer) {
            return transfer.amountMinor();
        }
        return message instanceof OrderPlaced order ? order.amountMinor() : 0;
    }

    private static Outcome outcome(Received<?> letter, Status status, Reason reason, String detail) {
        return new Outcome(letter.key(), letter.message().getClass().getSimpleName(), status, reason, detail,
                letter.receivedAt(), Map.of("receipt", Ids.next()));
    }
}
