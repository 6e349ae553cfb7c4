package org.ewallet.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
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
 * Sends what is due. Each of its threads takes one due notification, records the intent, hands the message over and
 * records what came of it, then takes the next.
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
    private final Map<Channel, Sender> senders;
    private final RetryPolicy retries;
    private final Clock clock;
    private final Duration abandonedAfter;

    private final Semaphore bell = new Semaphore(1);
    private final AtomicInteger unrecorded = new AtomicInteger();
    private final AtomicBoolean troubled = new AtomicBoolean();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch working;

    /**
     * How the dispatcher behaves.
     *
     * @param parallel most messages handed over at once, 1 or more: the number of threads in {@link Dispatcher#run}
     * @param abandonedAfter when an attempt without a result is given up; well beyond the timeouts of all providers
     */
    record Limits(int parallel, Duration abandonedAfter) {
    }

    Dispatcher(Transactions transactions, Publisher publisher, List<Sender> senders, RetryPolicy retries, Clock clock,
            Limits limits) {
        this.transactions = transactions;
        this.publisher = publisher;
        this.senders = senders.stream().collect(Collectors.toUnmodifiableMap(Sender::channel, sender -> sender));
        this.retries = retries;
        this.clock = clock;
        this.abandonedAfter = limits.abandonedAfter();
        this.working = new CountDownLatch(limits.parallel());
    }

    /** Something may be due. Returns at once. */
    void wake() {
        bell.release();
    }

    /** The work of one thread: sends when woken, and looks by itself every second, until closed or interrupted. */
    void run() {
        try {
            while (!isClosed()) {
                bell.tryAcquire(LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
                bell.drainPermits();
                sendAllDue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            working.countDown();
            wake();
        }
    }

    /**
     * Begins nothing more and waits for what is under way.
     *
     * @param limit how long at most; what takes longer may find its result unrecorded, and is then unknown
     */
    void close(Duration limit) {
        closing.countDown();
        wake();
        try {
            if (!working.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.warning(() -> working.getCount() + " notifications are still under way");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosed() {
        return closing.getCount() == 0;
    }

    private void sendAllDue() throws InterruptedException {
        try {
            while (!isClosed() && unrecorded.get() == 0) {
                Optional<Begun> begun = transactions.call(connection -> begin(new NotificationStore(connection)));
                if (troubled.getAndSet(false)) {
                    LOG.info("notifications are sent again");
                }
                if (begun.isEmpty()) {
                    return;
                }
                // Where one was due, another may be: the next thread looks while this one sends.
                wake();
                if (begun.get().isToBeSent()) {
                    send(begun.get());
                }
            }
        } catch (RuntimeException | Error e) {
            // If it happened during a hand-over, the attempt stays open, and will be taken for abandoned.
            Level level = troubled.getAndSet(true) ? Level.FINE : Level.SEVERE;
            LOG.log(level, "notifications are not sent; this is tried again each second", e);
        }
    }

    /** Decides on the notification that is due the longest, and records the intent if it is to be sent. */
    private Optional<Begun> begin(NotificationStore store) {
        Instant now = clock.instant();
        Optional<Notification> due = store.lockDue(now);
        if (due.isEmpty()) {
            return Optional.empty();
        }
        Contact contact = store.contact(due.get().personId()).orElse(null);
        Notification notification = due.get().recipient() == null && contact != null
                ? due.get().to(contact.address(due.get().channel())) : due.get();
        switch (Lifecycle.step(notification, now, retries)) {
            case SEND -> {
                Notification idle = notification.attemptOpen() ? abandon(store, notification, now) : notification;
                Notification begun = idle.withAttemptBegun();
                store.beginAttempt(begun, now, now.plus(abandonedAfter));
                return Optional.of(new Begun(begun, contact));
            }
            case WAIT_FOR_CONTACT -> store.moveOn(notification, Status.PENDING,
                    Lifecycle.nextLookForContact(notification, now));
            case EXPIRE -> {
                store.moveOn(notification, Status.EXPIRED, null);
                publish(notification, Status.EXPIRED, OUT_OF_TIME);
            }
            case LEAVE_UNKNOWN -> {
                abandon(store, notification, now);
                store.moveOn(notification, Status.UNKNOWN, null);
                LOG.warning(() -> "notification " + notification.id() + " may or may not have gone out");
            }
        }
        return Optional.of(Begun.NOTHING);
    }

    private static Notification abandon(NotificationStore store, Notification due, Instant now) {
        store.endAttempt(due, SendResult.unknown("the service ended before the result was known"), now);
        return due.withAttemptAbandoned();
    }

    private void send(Begun begun) throws InterruptedException {
        SendResult result = handOver(begun);
        Instant at = clock.instant();
        try {
            record(begun.notification(), result, at);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "the result of notification " + begun.notification().id()
                    + " cannot be recorded yet: " + result.status());
            recordLater(begun.notification(), result, at);
        }
    }

    private SendResult handOver(Begun begun) {
        Notification notification = begun.notification();
        Outgoing message;
        try {
            message = begun.message();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "no text for notification " + notification.id());
            return SendResult.failed("no text could be made: " + e);
        }
        Sender sender = senders.get(notification.channel());
        if (sender == null) {
            return SendResult.failed("there is no provider for " + notification.channel());
        }
        try {
            return sender.send(message);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "unexpected failure while notification " + notification.id() + " was sent");
            return SendResult.unknown("unexpected failure: " + e);
        }
    }

    /** Records a result, once, together with the event that tells it. */
    private void record(Notification tried, SendResult result, Instant at) {
        Next next = Lifecycle.after(tried, result, at, retries, RandomGenerator.getDefault());
        transactions.call(connection -> {
            NotificationStore store = new NotificationStore(connection);
            if (store.endAttempt(tried, result, at) && store.moveOn(tried, next.status(), next.nextAttemptAt())) {
                publish(tried, next.status(), result.detail());
            }
            return null;
        });
        if (next.status() != Status.SENT) {
            LOG.warning(() -> "notification " + tried.id() + ", attempt " + tried.attempts() + ": " + result.status()
                    + ", " + result.detail() + (next.nextAttemptAt() == null ? "; it is left " + next.status()
                            : "; next at " + next.nextAttemptAt()));
        }
    }

    private void recordLater(Notification tried, SendResult result, Instant at) throws InterruptedException {
        unrecorded.incrementAndGet();
        try {
            boolean lastTry;
            do {
                lastTry = closing.await(LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
                try {
                    record(tried, result, at);
                    return;
                } catch (RuntimeException e) {
                    LOG.log(lastTry ? Level.SEVERE : Level.FINE, e, () -> "the result of notification " + tried.id()
                            + " could not be recorded: " + result.status());
                }
            } while (!lastTry);
        } finally {
            unrecorded.decrementAndGet();
        }
    }

    private void publish(Notification n, Status status, String detail) {
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
        if (event != null) {
            publisher.publish(event, n.cause());
        }
    }

    /**
     * What was decided on a due notification.
     *
     * @param notification with its attempt begun; null if it is not to be sent
     * @param contact of the person; null if not known
     */
    private record Begun(Notification notification, Contact contact) {

        static final Begun NOTHING = new Begun(null, null);

        boolean isToBeSent() {
            return notification != null;
        }

        Outgoing message() {
            Text text = Templates.text(notification.cause().message(), contact);
            return new Outgoing(notification.id(), notification.recipient(), text.subject(), text.body(), text.html(),
                    notification.createdAt(), notification.expiresAt());
        }
    }
}
