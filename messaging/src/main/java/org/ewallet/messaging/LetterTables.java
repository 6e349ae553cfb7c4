package org.ewallet.messaging;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;

/** What this package keeps in the schema of a service. */
public final class LetterTables {

    /** This run of the server, told apart from those before it. */
    private static final String RUN = UUID.randomUUID().toString();

    private static final Duration LIMIT = Duration.ofSeconds(10);

    final OutcomeStore outcomes;
    final EventLog events;
    final WaitingLetters waiting;
    final LettersInHand inHand;
    final LetterCounts counts;
    private final DataSource transactional;

    /**
     * For a container.
     *
     * @param dataSource connections that take part in the transaction of the thread, if it has one
     * @param executor threads without a transaction, on which what is written is committed at once
     */
    public LetterTables(DataSource dataSource, ExecutorService executor) {
        this(dataSource, new LettersInHand(dataSource, RUN, work -> onAnotherThread(executor, work)));
    }

    /**
     * For use without a container.
     *
     * @param transactional connections that take part in the caller's transaction
     * @param independent connections that do not: what they write is committed at once
     */
    public LetterTables(DataSource transactional, DataSource independent) {
        this(transactional, independent, RUN);
    }

    /** For tests, which have several runs in one JVM. */
    LetterTables(DataSource transactional, DataSource independent, String run) {
        this(transactional, new LettersInHand(independent, run, Runnable::run));
    }

    private LetterTables(DataSource transactional, LettersInHand inHand) {
        this.transactional = transactional;
        this.outcomes = new OutcomeStore(transactional);
        this.events = new EventLog(transactional);
        this.waiting = new WaitingLetters(transactional);
        this.inHand = inHand;
        this.counts = new LetterCounts(transactional);
    }

    private static void onAnotherThread(ExecutorService executor, Runnable work) {
        Future<?> done = executor.submit(work);
        try {
            done.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof DatabaseException failure ? failure : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            done.cancel(true);
            throw new IllegalStateException("the database did not answer within " + LIMIT.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the database", e);
        }
    }

    /** Makes the database a part of the transaction before anything is asked of it. */
    void joinTransaction() {
        try {
            transactional.getConnection().close();
        } catch (SQLException e) {
            throw new DatabaseException("cannot get a connection", e);
        }
    }
}
