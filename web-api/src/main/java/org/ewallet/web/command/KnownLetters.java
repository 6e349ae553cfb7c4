package org.ewallet.web.command;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.ewallet.messaging.Sender;
import org.ewallet.web.problem.Problem;
import org.ewallet.web.problem.ProblemException;
import org.ewallet.web.service.Services;

/**
 * Tells a sender at the door that the id of a letter was used for another one; otherwise only an operator would hear of it,
 * when it is put aside. The door does not depend on the answer: a service that is elsewhere is not asked, and one that does not
 * answer at once is not waited for. The recipient judges every letter itself.
 */
@ApplicationScoped
public class KnownLetters {

    private static final Logger LOG = Logger.getLogger(KnownLetters.class.getName());
    private static final long PATIENCE_MILLIS = 500;
    private static final int MOST_AT_ONCE = 8;

    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    @Resource
    private ManagedExecutorService managed;

    @Inject
    private Services services;

    private Executor executor;

    /** For CDI. */
    public KnownLetters() {
    }

    /** For tests. */
    public KnownLetters(Services services, Executor executor) {
        this.services = services;
        this.executor = executor;
    }

    /**
     * Returns unless a letter with this id is known to have said something else.
     *
     * @throws ProblemException of status 409 if so
     */
    void requireNoOther(DroppedLetter letter, Sender sender) {
        List<String> differences = differences(letter, sender);
        if (!differences.isEmpty()) {
            throw new ProblemException(Problem.idReused(letter.id(), differences));
        }
    }

    private List<String> differences(DroppedLetter letter, Sender sender) {
        if (!places.tryAcquire()) {
            return List.of();
        }
        try {
            return CompletableFuture.supplyAsync(() -> ask(letter, sender), executor == null ? managed : executor)
                    .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            places.release();
            return List.of();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.FINE, e, () -> "not asked in time whether letter " + letter.id() + " is known");
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private List<String> ask(DroppedLetter letter, Sender sender) {
        try {
            return services.differences(letter.id(), letter.command(), sender.personId());
        } finally {
            places.release();
        }
    }
}
