package org.ewallet.notification;

import io.opentelemetry.api.trace.SpanKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import org.ewallet.contract.notification.EmailFailed;
import org.ewallet.contract.notification.EmailSent;
import org.ewallet.contract.notification.NotificationEvent;
import org.ewallet.contract.notification.NotificationView.Channel;
import org.ewallet.contract.notification.NotificationView.Status;
import org.ewallet.contract.notification.SmsFailed;
import org.ewallet.contract.notification.SmsSent;
import org.ewallet.messaging.LetterLog;
import org.ewallet.messaging.RetryPolicy;
import org.ewallet.messaging.Tracing;
import org.ewallet.notification.Lifecycle.Next;

/**
 * Sends what is due on one channel. One thread takes as many due notifications as there is room for and records the
 * intents; as many threads as messages may be under way hand them over; one thread records what came of it. So several
 * notifications share a transaction, and nobody who hands over waits for one.
 *
 * <p>While no provider of the channel may be asked, notifications stay due: what was not handed over is no attempt.
 *
 * <p>A result that cannot be recorded (the database or the broker is away) is kept and tried again each second, and
 * nothing more is sent until it is recorded: what is known must not become unknown, nor the unknown grow.
 */
final class Dispatcher {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class.getName());
    private static final long LOOK_EVERY_SECONDS = 1;
    private static final String OUT_OF_TIME = "its time was over before it could be sent";

    private final Transactions transactions;
    private final Publisher publisher;
    private final Providers providers;
    private final RetryPolicy retries;
    private final Clock clock;
    private final Limits limits;

    private Optional<NotificationMetrics> metrics = Optional.empty();
    private Tracing tracing = Tracing.OFF;

    private final Semaphore dueBell = new Semaphore(1);
    private final Semaphore resultBell = new Semaphore(0);
    private final BlockingQueue<Begun> toHandOver = new LinkedBlockingQueue<>();
    private final Queue<Tried> unrecorded = new ConcurrentLinkedQueue<>();
    /** Attempts that were begun and have not ended. */
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicBoolean recordingFails = new AtomicBoolean();
    private final AtomicBoolean beginningFails = new AtomicBoolean();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch allBegun = new CountDownLatch(1);
    private final CountDownLatch allRecorded = new CountDownLatch(1);

    /**
     * How the dispatcher behaves.
     *
     * @param parallel most messages handed over at once, 1 or more
     * @param abandonedAfter when an attempt without a result is given up; well beyond the timeouts of all providers
     */
    record Limits(int parallel, Duration abandonedAfter) {
    }

    Dispatcher(Transactions transactions, Publisher publisher, Providers providers, RetryPolicy retries, Clock clock,
            Limits limits) {
        this.transactions = transactions;
        this.publisher = publisher;
        this.providers = providers;
        this.retries = retries;
        this.clock = clock;
        this.limits = limits;
    }

    /** Tells there what becomes of notifications; to be called before it starts. */
    Dispatcher measuredBy(NotificationMetrics notificationMetrics) {
        metrics = Optional.of(notificationMetrics);
        providers.measuredBy(notificationMetrics);
        return this;
    }

    /** Makes each hand-over a part of the trace that caused it; to be called before it starts. */
    Dispatcher tracedBy(Tracing letterTracing) {
        tracing = letterTracing;
        return this;
    }

    /**
     * Starts to send: when woken, and what is found each second.
     *
     * @param executor must have a thread for each message that may be under way, and two more; they are given back when
     *     the dispatcher is closed
     */
    void start(Executor executor) {
        executor.execute(this::beginUntilClosed);
        for (int i = 0; i < limits.parallel(); i++) {
            executor.execute(this::handOverUntilClosed);
        }
        executor.execute(this::recordUntilClosed);
    }

    /** Something may be due. Returns at once. */
    void wake() {
        dueBell.release();
    }

    /** Begins nothing more from now on. Returns at once. */
    void beginNothingMore() {
        closing.countDown();
        wake();
    }

    /**
     * Begins nothing more and waits for what is under way.
     *
     * @param limit how long at most; what takes longer may find its result unrecorded, and is then unknown
     */
    void close(Duration limit) {
        beginNothingMore();
        try {
            if (!allRecorded.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.warning(() -> underWay.get() + " notifications are still under way");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosed() {
        return closing.getCount() == 0;
    }

    private void beginUntilClosed() {
        try {
            while (!isClosed()) {
                await(dueBell);
                beginAllDue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            for (int i = 0; i < limits.parallel(); i++) {
                toHandOver.add(Begun.LAST);
            }
            allBegun.countDown();
            resultBell.release();
        }
    }

    private static void await(Semaphore bell) throws InterruptedException {
        bell.tryAcquire(LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
        bell.drainPermits();
    }

    private void beginAllDue() {
        try {
            while (beginSome()) {
                // Where some were due, more may be.
            }
            if (beginningFails.getAndSet(false)) {
                LOG.info("notifications are sent again");
            }
        } catch (RuntimeException | Error e) {
            Level level = beginningFails.getAndSet(true) ? Level.FINE : Level.SEVERE;
            LOG.log(level, "notifications are not sent; this is tried again each second", e);
        }
    }

    /** Begins as many as there is room for; returns whether more may be due. */
    private boolean beginSome() {
        // Results must not pile up: if they are recorded more slowly than they come in, that is the pace.
        boolean pause = isClosed() || recordingFails.get() || unrecorded.size() >= limits.parallel();
        int room = limits.parallel() - underWay.get();
        if (pause || room <= 0) {
            return false;
        }
        List<Begun> begun = new ArrayList<>();
        boolean changed;
        try {
            changed = transactions.call(connection -> begin(new NotificationStore(connection), room, begun));
        } catch (RuntimeException | Error e) {
            begun.forEach(one -> one.provider().release());
            throw e;
        }
        underWay.addAndGet(begun.size());
        toHandOver.addAll(begun);
        return changed;
    }

    /** Decides on notifications that are due; returns whether that changed anything. */
    private boolean begin(NotificationStore store, int max, List<Begun> begun) {
        Instant now = clock.instant();
        List<Publisher.News> news = new ArrayList<>();
        boolean changed = false;
        boolean waiting = false;
        for (Notification due : store.lockDue(providers.channel(), now, max)) {
            boolean decided = decide(store, due, now, begun, news);
            changed |= decided;
            waiting |= !decided;
        }
        if (waiting) {
            // What waits for a provider must not hide what need not wait any more.
            for (Notification expired : store.lockExpired(providers.channel(), now, max)) {
                changed |= decide(store, expired, now, begun, news);
            }
        }
        publisher.publish(news);
        return changed;
    }

    /** Decides on a due notification, and records the intent if it is to be sent; false if it has to wait. */
    private boolean decide(NotificationStore store, Notification due, Instant now, List<Begun> begun,
            List<Publisher.News> news) {
        Contact contact = due.personId() == null ? null : store.contact(due.personId()).orElse(null);
        Notification notification = due.recipient() == null && contact != null
                ? due.to(contact.address(due.channel())) : due;
        switch (Lifecycle.step(notification, now, retries)) {
            case SEND -> {
                Optional<Provider> provider = providers.acquire();
                if (provider.isEmpty()) {
                    return false;
                }
                Notification idle = notification.attemptOpen() ? abandon(store, notification, now) : notification;
                begun.add(new Begun(idle.withAttemptBegun(), contact, provider.get()));
                store.beginAttempt(idle.withAttemptBegun(), now, now.plus(limits.abandonedAfter()));
            }
            case WAIT_FOR_CONTACT -> store.moveOn(notification, Status.PENDING,
                    Lifecycle.nextLookForContact(notification, now));
            case EXPIRE -> {
                store.moveOn(notification, Status.EXPIRED, null);
                countFinished(Status.EXPIRED);
                news(notification, Status.EXPIRED, OUT_OF_TIME).ifPresent(news::add);
            }
            case LEAVE_UNKNOWN -> {
                abandon(store, notification, now);
                store.moveOn(notification, Status.UNKNOWN, null);
                countFinished(Status.UNKNOWN);
                log(notification, () -> "notification " + notification.id() + " may or may not have gone out");
            }
        }
        return true;
    }

    private void countFinished(Status status) {
        metrics.ifPresent(measured -> measured.finished(status));
    }

    private static Notification abandon(NotificationStore store, Notification due, Instant now) {
        store.endAttempt(due, SendResult.unknown("the service ended before the result was known"), now);
        return due.withAttemptAbandoned();
    }

    private void handOverUntilClosed() {
        try {
            for (Begun next = toHandOver.take(); next != Begun.LAST; next = toHandOver.take()) {
                handOver(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handOver(Begun begun) {
        try {
            SendResult result = send(begun);
            Instant at = clock.instant();
            unrecorded.add(new Tried(begun.notification(), result, at,
                    Lifecycle.after(begun.notification(), result, at, retries, RandomGenerator.getDefault())));
        } catch (RuntimeException | Error e) {
            // The attempt stays open, and will be taken for abandoned.
            LOG.log(Level.SEVERE, e, () -> "the attempt of notification " + begun.notification().id() + " broke off");
        } finally {
            underWay.decrementAndGet();
            resultBell.release();
            wake();
        }
    }

    private SendResult send(Begun begun) {
        Outgoing message;
        try {
            message = begun.message();
        } catch (RuntimeException e) {
            begun.provider().release();
            LOG.log(Level.WARNING, e, () -> "no text for notification " + begun.notification().id());
            return SendResult.failed("no text could be made: " + e);
        }
        return handOver(message, begun);
    }

    private SendResult handOver(Outgoing message, Begun begun) {
        Notification notification = begun.notification();
        try (Tracing.Step step = tracing.begin("hand over " + notification.channel(), SpanKind.CLIENT,
                notification.cause().traceparent())) {
            SendResult result = providers.send(message, begun.provider());
            step.tell("messaging.message.id", notification.id());
            step.tell("messaging.message.conversation_id", notification.cause().correlationId());
            step.tell("ewallet.provider", String.valueOf(result.provider()));
            step.tell("ewallet.result", result.status().name());
            if (result.status() != SendResult.Status.SENT) {
                step.failed();
            }
            return result;
        }
    }

    private void recordUntilClosed() {
        try {
            boolean last;
            do {
                await(resultBell);
                last = allBegun.getCount() == 0 && underWay.get() == 0;
                recordAll();
            } while (!last);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            unrecorded.forEach(tried -> LOG.severe(() -> "not recorded: " + tried.line()));
            allRecorded.countDown();
        }
    }

    /** Records all results there are, in one transaction. */
    private void recordAll() {
        List<Tried> results = List.copyOf(unrecorded);
        if (results.isEmpty()) {
            return;
        }
        try {
            transactions.call(connection -> {
                NotificationStore store = new NotificationStore(connection);
                List<Publisher.News> news = new ArrayList<>();
                results.forEach(tried -> tried.record(store).ifPresent(news::add));
                publisher.publish(news);
                return null;
            });
        } catch (RuntimeException | Error e) {
            Level level = recordingFails.getAndSet(true) ? Level.FINE : Level.WARNING;
            LOG.log(level, e, () -> results.size() + " results cannot be recorded yet; tried again each second");
            return;
        }
        results.forEach(recorded -> unrecorded.remove());
        results.stream().filter(tried -> tried.next().nextAttemptAt() == null)
                .forEach(tried -> countFinished(tried.next().status()));
        recordingFails.set(false);
        wake();
        results.stream().filter(tried -> tried.next().status() != Status.SENT)
                .forEach(tried -> log(tried.notification(), tried::line));
    }

    private static void log(Notification notification, Supplier<String> line) {
        Cause cause = notification.cause();
        LetterLog.log(LOG, Level.WARNING, cause.letterId(), cause.correlationId(), cause.traceparent(), line);
    }

    private static Optional<Publisher.News> news(Notification n, Status status, String detail) {
        boolean mail = n.channel() == Channel.EMAIL;
        String kind = n.kind().name();
        NotificationEvent event = switch (status) {
            case SENT -> mail ? new EmailSent(n.id(), kind, n.recipient(), n.personId())
                    : new SmsSent(n.id(), kind, n.recipient(), n.personId());
            case REFUSED, EXPIRED -> mail ? new EmailFailed(n.id(), kind, n.recipient(), n.personId(), detail)
                    : new SmsFailed(n.id(), kind, n.recipient(), n.personId(), detail);
            // Not over yet, or nobody knows.
            case PENDING, UNKNOWN -> null;
        };
        return Optional.ofNullable(event).map(told -> new Publisher.News(told, n.cause()));
    }

    /**
     * A notification whose attempt was begun.
     *
     * @param contact of the person; null if not known
     * @param provider acquired for it
     */
    private record Begun(Notification notification, Contact contact, Provider provider) {

        /** Tells one thread that there are no more. */
        static final Begun LAST = new Begun(null, null, null);

        Outgoing message() {
            Text text = Templates.text(notification.cause().message(), contact);
            return new Outgoing(notification.id(), notification.recipient(), text.subject(), text.body(), text.html(),
                    notification.createdAt(), notification.expiresAt());
        }
    }

    /**
     * An attempt that has ended.
     *
     * @param next what follows from its result
     */
    private record Tried(Notification notification, SendResult result, Instant at, Next next) {

        /** Records the result, once; returns what is to be told of it. */
        Optional<Publisher.News> record(NotificationStore store) {
            boolean isNews = store.endAttempt(notification, result, at)
                    && store.moveOn(notification, next.status(), next.nextAttemptAt());
            return isNews ? news(notification, next.status(), result.detail()) : Optional.empty();
        }

        String line() {
            return "notification " + notification.id() + ", attempt " + notification.attempts() + ": " + result.status()
                    + ", " + result.detail() + (next.nextAttemptAt() == null ? "; it is left " + next.status()
                            : "; next at " + next.nextAttemptAt());
        }
    }
}
