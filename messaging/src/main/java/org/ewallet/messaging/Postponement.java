package org.ewallet.messaging;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;

/**
 * Puts letters aside that could not be handled. The broker hands a rolled-back letter out again at once; this replaces it
 * by a copy with a delay (or, when the retries are used up, by one in the {@code .dead} box) in a transaction that touches
 * nothing but the broker. The number of failures travels with the letter and so survives every crash.
 */
final class Postponement {

    private static final Logger LOG = Logger.getLogger(Postponement.class.getName());

    /** Delivered this often without a failure we saw: its transaction could not be committed. */
    private static final int MAX_SILENT_DELIVERIES = 5;

    private final Map<String, Failure> failures = new ConcurrentHashMap<>();
    private final LetterBox box;
    private final RetryPolicy retries;
    private final Clock clock;

    Postponement(LetterBox box, RetryPolicy retries, Clock clock) {
        this.box = box;
        this.retries = retries;
        this.clock = clock;
    }

    /** Whether a letter has been delivered or has failed before: it is to be handled alone. */
    static boolean isSuspect(Message message) throws JMSException {
        return message.getJMSRedelivered() || message.propertyExists(LetterCopy.ATTEMPTS);
    }

    /** Notes that a letter failed on its own; its next delivery is {@linkplain #isDue due} to be postponed. */
    void remember(Message message, Exception cause) {
        try {
            failures.put(key(message), new Failure(cause.getClass().getName(), String.valueOf(cause.getMessage())));
        } catch (JMSException e) {
            throw JmsErrors.unchecked(e);
        }
    }

    boolean isDue(Message message) throws JMSException {
        return message.getJMSRedelivered() && (failures.containsKey(key(message))
                || message.getIntProperty("JMSXDeliveryCount") > MAX_SILENT_DELIVERIES);
    }

    void postpone(Message message, JMSContext jms) throws JMSException {
        Failure failure = failures.getOrDefault(key(message), Failure.UNSEEN);
        Instant now = clock.instant();
        int attempts = 1 + attemptsSoFar(message);
        String firstFailedAt = message.getObjectProperty(LetterCopy.FIRST_FAILED_AT) instanceof String earlier
                ? earlier : now.toString();
        LetterCopy copy = new LetterCopy(message, jms)
                .with(LetterCopy.REASON, failure.type())
                .with(LetterCopy.DETAIL, failure.message())
                .with(LetterCopy.ATTEMPTS, attempts)
                .with(LetterCopy.FIRST_FAILED_AT, firstFailedAt)
                .with(LetterCopy.LAST_FAILED_AT, now.toString());
        Optional<Duration> delay = retries.delayAfter(attempts, RandomGenerator.getDefault());
        if (delay.isPresent()) {
            LOG.warning(() -> "letter of " + box.queue() + " failed " + attempts + " times, comes again in "
                    + delay.get().toSeconds() + " s: " + failure.message());
            copy.sendAgain(box.destination(jms), delay.get());
        } else {
            LOG.severe(() -> "letter of " + box.queue() + " failed " + attempts + " times, put into " + box.dead()
                    + ": " + failure.message());
            copy.putAside(box.dead());
        }
        failures.remove(key(message));
    }

    /** Senders can set this property too; what we would not have written counts as nothing. */
    private static int attemptsSoFar(Message message) throws JMSException {
        return message.getObjectProperty(LetterCopy.ATTEMPTS) instanceof Integer attempts && attempts > 0
                && attempts < Integer.MAX_VALUE ? attempts : 0;
    }

    /** Tells letters apart: by the id of JMS, which not every sender's protocol has, or else by the letter's own. */
    private static String key(Message message) throws JMSException {
        if (message.getJMSMessageID() != null) {
            return message.getJMSMessageID();
        }
        try {
            return CloudEvents.read(message).envelope().id();
        } catch (InvalidLetterException e) {
            return "";
        }
    }

    private record Failure(String type, String message) {

        static final Failure UNSEEN = new Failure("TransactionNotCommitted",
                "delivered several times without a commit; the server's log has the cause");
    }
}
