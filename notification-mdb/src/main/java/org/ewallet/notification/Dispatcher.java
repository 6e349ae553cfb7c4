package org.ewallet.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.ewallet.messaging.RetryPolicy;
import org.ewallet.notification.Lifecycle.Next;

/**
 * Sends what is due on one channel. One thread, in {@link #run}, takes as many due notifications as there is room for
 * and records the intents; others hand them over, and record what came of it, several in one transaction.
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
    private final Executor executor;

    private final Semaphore bell = new Semaphore(1);
    /** Messages that are being handed over. */
    private final AtomicInteger underWay = new AtomicInteger();
    /** Threads that hand over or record. */
    private final AtomicInteger atWork = new AtomicInteger();
    private final Queue<Tried> unrecorded = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean recordingFails = new AtomicBoolean();
    private final AtomicBoolean troubled = new AtomicBoolean();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    /**
     * How the dispatcher behaves.
     *
     * @param parallel most messages handed over at once, 1 or more
     * @param abandonedAfter when an attempt without a result is given up; well beyond the timeouts of all providers
     */
    record Limits(int parallel, Duration abandonedAfter) {
    }

    /**
     * @param executor what hands messages over; must have a thread for each of them
     */
    Dispatcher(Transactions transactions, Publisher publisher, Providers providers, RetryPolicy retries, Clock clock,
            Limits limits, Executor executor) {
        this.transactions = transactions;
        this.publisher = publisher;
        this.providers = providers;
        this.retries = retries;
        this.clock = clock;
        this.limits = limits;
        this.executor = executor;
    }

    /** Something may be due. Returns at once. */
    void wake() {
        bell.release();
    }

    /** Sends when woken, and looks by itself every second, until closed or interrupted; to be called by one thread. */
    void run() {
        try {
            boolean last;
            do {
                bell.tryAcquire(LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
                bell.drainPermits();
                last = isClosed() && atWork.get() == 0;
                sendAllDue();
            } while (!last);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            unrecorded.forEach(tried -> LOG.severe(() -> "the result of notification " + tried.notification().id()
                    + " could not be recorded: " + tried.result().status()));
            ended.countDown();
        }
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
            if (!ended.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.warning(() -> underWay.get() + " notifications are still under way");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosed() {
        return closing.getCount() == 0;
    }

    private void sendAllDue() {
        try {
            if (recordingFails.get() || isClosed()) {
                recordAll();
            }
            boolean mayHaveMore;
            do {
                mayHaveMore = !recordingFails.get() && beginSome();
                if (troubled.getAndSet(false)) {
                    LOG.info("notifications are sent again");
                }
            } while (mayHaveMore);
        } catch (RuntimeException | Error e) {
            Level level = troubled.getAndSet(true) ? Level.FINE : Level.SEVERE;
            LOG.log(level, "notifications are not sent; this is tried again each second", e);
        }
    }

    /** Begins as many as there is room for; returns whether more may be due. */
    private boolean beginSome() {
        // Results that wait to be recorded take room as well, so that they cannot pile up.
        int room = isClosed() || unrecorded.size() >= limits.parallel() ? 0 : limits.parallel() - underWay.get();
        if (room <= 0) {
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
        begun.forEach(this::handOver);
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
        Contact contact = store.contact(due.personId()).orElse(null);
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
                news(notification, Status.EXPIRED, OUT_OF_TIME).ifPresent(news::add);
            }
            case LEAVE_UNKNOWN -> {
                abandon(store, notification, now);
                store.moveOn(notification, Status.UNKNOWN, null);
                LOG.warning(() -> "notification " + notification.id() + " may or may not have gone out");
            }
        }
        return true;
    }

    private static Notification abandon(NotificationStore store, Notification due, Instant now) {
        store.endAttempt(due, SendResult.unknown("the service ended before the result was known"), now);
        return due.withAttemptAbandoned();
    }

    private void handOver(Begun begun) {
        underWay.incrementAndGet();
        atWork.incrementAndGet();
        try {
            executor.execute(() -> sendAndRecord(begun));
        } catch (RejectedExecutionException e) {
            begun.provider().release();
            ended(begun, SendResult.failed("no thread was there to hand it over"));
            atWork.decrementAndGet();
        }
    }

    private void sendAndRecord(Begun begun) {
        try {
            ended(begun, send(begun));
            recordAll();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "results cannot be recorded yet; this is tried again each second", e);
        } catch (Error e) {
            LOG.log(Level.SEVERE, e, () -> "the attempt of notification " + begun.notification().id() + " broke off");
        } finally {
            atWork.decrementAndGet();
            wake();
        }
    }

    private void ended(Begun begun, SendResult result) {
        Instant at = clock.instant();
        unrecorded.add(new Tried(begun.notification(), result, at,
                Lifecycle.after(begun.notification(), result, at, retries, RandomGenerator.getDefault())));
        underWay.decrementAndGet();
        wake();
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
        try {
            return providers.send(message, begun.provider());
        } catch (Error e) {
            // The attempt stays open, and will be taken for abandoned.
            underWay.decrementAndGet();
            throw e;
        }
    }

    /** Records all results there are in one transaction. Whoever finds another at it waits, and records the rest. */
    private synchronized void recordAll() {
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
            recordingFails.set(true);
            throw e;
        }
        recordingFails.set(false);
        results.forEach(recorded -> unrecorded.remove());
        results.stream().filter(tried -> tried.next().status() != Status.SENT)
                .forEach(tried -> LOG.warning(tried::line));
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
