package org.ewallet.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ewallet.cli.CliException;
import org.ewallet.cli.Poll;
import org.ewallet.cli.clients.Letter;
import org.ewallet.cli.clients.LetterSender;
import org.ewallet.contract.Destinations;

/** Letters into {@code wallet.commands}, and what came of them. */
final class Traffic {

    private static final String BOX = Destinations.WALLET_COMMANDS;
    private static final long DEPOSIT_MINOR = 1_000_000_000_000L;
    private static final int SESSIONS = 3;
    private static final int REPEATS = 300;
    private static final Duration RECEIPTS_LIMIT = Duration.ofMinutes(5);
    /** Slower than anybody is; with this the wait for the end of a run is limited. */
    private static final int LEAST_PER_SECOND = 50;

    private final Bed bed;
    private int wallets;

    Traffic(Bed bed) {
        this.bed = bed;
    }

    /** Sees to it that wallets 0 to {@code count - 1} exist and have enough money for everything. */
    void open(int count) {
        if (count <= wallets) {
            return;
        }
        List<Letter> letters = new ArrayList<>();
        for (int number = wallets; number < count; number++) {
            String wallet = Letters.wallet(number);
            letters.add(Letter.with("OpenWallet", "walletId", wallet, "ownerId", "bench", "currency",
                    Letters.CURRENCY));
            letters.add(Letter.with("DepositFunds", "walletId", wallet, "amountMinor", DEPOSIT_MINOR, "currency",
                    Letters.CURRENCY));
        }
        try (LetterSender sender = bed.installation().sender()) {
            sender.sendAll(BOX, letters);
        }
        awaitHandled(letters.size());
        bed.management().purge(Bed.SUBSCRIPTION);
        wallets = count;
    }

    /** Puts the letters into the box, where they lie until {@link #handle}. */
    void lay(Letters letters) {
        bed.management().pause(BOX);
        send(letters);
    }

    /** Waits until the application has counted the receipts of the broker, which is not what is measured. */
    void awaitReceiptsCounted() {
        if (!Poll.happens(RECEIPTS_LIMIT, () -> depth(Destinations.accepted(BOX)) == 0)) {
            throw new CliException("The receipts in " + Destinations.accepted(BOX) + " are not counted.");
        }
    }

    /** Lets the letters in the box be handled, and returns when all of them are and each has told one event. */
    void handle(Letters letters) {
        bed.management().purge(Bed.SUBSCRIPTION);
        bed.management().resume(BOX);
        awaitHandled(letters.count());
        long events = bed.management().purge(Bed.SUBSCRIPTION);
        if (events != letters.count()) {
            throw new CliException(letters.count() + " letters of " + letters.run() + " told " + events + " events.");
        }
    }

    /** Handled, so that the server and its caches are warm. */
    void warmUp(Letters letters) {
        lay(letters);
        handle(letters);
    }

    /** Transfers per second of letters that were handled; needs the application. */
    double rate(Letters letters) {
        return CommitTimes.rate(letters.slices(SESSIONS), index -> completedAt(letters.id(index)));
    }

    /** Repeats of letters that were handled must change nothing, and the books must hold. */
    void requireSound(Letters letters) {
        JsonNode before = bed.sums();
        List<Letter> repeats = letters.first(REPEATS);
        try (LetterSender sender = bed.installation().sender()) {
            sender.sendAll(BOX, repeats);
        }
        awaitHandled(repeats.size());
        long events = bed.management().purge(Bed.SUBSCRIPTION);
        if (events != 0 || !bed.sums().equals(before)) {
            throw new CliException(repeats.size() + " letters of " + letters.run() + ", sent again, changed something: "
                    + events + " events, " + before + " became " + bed.sums() + ".");
        }
        bed.requireBooksHold(letters.run());
    }

    /** Sends from several sessions, each a slice in its order. */
    void send(Letters letters) {
        ExecutorService senders = Executors.newFixedThreadPool(SESSIONS);
        try (LetterSender sender = bed.installation().sender()) {
            List<Future<?>> sent = new ArrayList<>();
            for (Letters.Slice slice : letters.slices(SESSIONS)) {
                sent.add(senders.submit(() -> sender.sendAll(BOX, slice.of(letters))));
            }
            for (Future<?> each : sent) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new CliException("Letters of " + letters.run() + " were not sent: " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("Interrupted while sending.", e);
        } finally {
            senders.shutdownNow();
        }
    }

    /** Letters that lie in the box or are being handled. */
    long waiting() {
        return depth(BOX);
    }

    void awaitHandled(int letters) {
        Duration limit = Duration.ofSeconds(60 + letters / LEAST_PER_SECOND);
        boolean done = Poll.happens(limit, () -> waiting() == 0);
        long aside = depth(Destinations.invalid(BOX)) + depth(Destinations.dead(BOX));
        if (!done || aside != 0) {
            throw new CliException("Of " + letters + " letters " + waiting() + " wait after " + limit.toSeconds()
                    + " s, and " + aside + " were put aside.");
        }
    }

    private long depth(String queue) {
        return bed.management().messages(queue);
    }

    private Instant completedAt(String id) {
        JsonNode outcome = bed.webApi().find("/api/commands/" + id)
                .orElseThrow(() -> new CliException("The letter " + id + " has no outcome."));
        if (!"COMPLETED".equals(outcome.path("status").asText())) {
            throw new CliException("The letter " + id + " was refused: " + outcome);
        }
        return Instant.parse(outcome.path("completedAt").asText());
    }
}
