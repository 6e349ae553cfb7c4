package org.ewallet.messaging;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;

/**
 * Puts letters aside that could not be handled. The broker hands a rolled-back letter out again at once; this replaces it
 * by a copy with a delay, or, when the retries are used up, by one in the {@code .dead} box. What it has been through
 * travels with the letter and so survives every crash.
 *
 * <p>A letter has failed if handling it alone threw an exception, if its transaction could not be committed several times,
 * or if the server died while it handled this letter alone. Being handed back together with others is no failure.
 */
final class Postponement {

    private static final Logger LOG = Logger.getLogger(Postponement.class.getName());

    /** Handled alone this often without a failure that we saw: its transaction could not be committed. */
    private static final int MAX_TIMES_WITHOUT_COMMIT = 4;

    /** After as many deliveries a race that was lost counts as any other failure. */
    private static final int MAX_RACES = 3;

    /** Once among others, which nobody can blame on it, and twice alone: then it is dead. */
    private static final int MAX_DEATHS_ALONE = 2;

    private final Map<String, Failure> failures = new ConcurrentHashMap<>();
    private final LetterBox box;
    private final RetryPolicy retries;
    private final LetterTables tables;
    private final Clock clock;
    private String handledLast = "";
    private int handledTimes;

    Postponement(LetterBox box, RetryPolicy retries, LetterTables tables, Clock clock) {
        this.box = box;
        this.retries = retries;
        this.tables = tables;
        this.clock = clock;
    }

    /** Whether a letter has been delivered or has failed before: it is to be handled alone. */
    static boolean isSuspect(Message message) throws JMSException {
        return message.getJMSRedelivered() || message.propertyExists(LetterCopy.ATTEMPTS);
    }

    /**
     * Notes that a letter failed on its own; its next delivery is {@linkplain #failureOf due} to be postponed. One that only
     * lost a race, to the copy of it that another instance has, is first tried again at once: two copies that were put
     * aside together would meet again.
     */
    void remember(Message message, Exception cause) {
        try {
            if (DatabaseException.isLostRace(cause) && message.getIntProperty("JMSXDeliveryCount") <= MAX_RACES) {
                return;
            }
            failures.put(key(message), new Failure(cause.getClass().getName(), String.valueOf(cause.getMessage()), 0));
        } catch (JMSException e) {
            throw JmsErrors.unchecked(e);
        }
    }

    /** Why a letter is to be postponed instead of handled; empty if it is to be handled. */
    Optional<Failure> failureOf(Message message) throws JMSException {
        if (!message.getJMSRedelivered()) {
            return Optional.empty();
        }
        String key = key(message);
        if (failures.containsKey(key)) {
            return Optional.of(failures.get(key));
        }
        synchronized (this) {
            if (key.equals(handledLast) && handledTimes >= MAX_TIMES_WITHOUT_COMMIT) {
                return Optional.of(Failure.NOT_COMMITTED);
            }
        }
        if (tables.inHand.diedOver(box.queue(), key)) {
            return Optional.of(Failure.DEATH);
        }
        return Optional.empty();
    }

    /** To be called before a suspect is handled alone. */
    void takeInHand(Message message) throws JMSException {
        String key = key(message);
        synchronized (this) {
            handledTimes = key.equals(handledLast) ? handledTimes + 1 : 1;
            handledLast = key;
        }
        tables.inHand.note(box.queue(), key);
    }

    /**
     * Puts a letter aside.
     *
     * @param letter what could be read of it, with its subjects; empty if nothing could
     * @return whether it comes again; if not, it is dead
     */
    boolean postpone(Message message, Failure failure, Optional<Subjects> letter, JMSContext jms) throws JMSException {
        Instant now = clock.instant();
        int attempts = 1 + number(message, LetterCopy.ATTEMPTS);
        int deaths = failure.deaths() + number(message, LetterCopy.DEATHS);
        String firstFailedAt = message.getObjectProperty(LetterCopy.FIRST_FAILED_AT) instanceof String earlier
                ? earlier : now.toString();
        LetterCopy copy = new LetterCopy(message, jms, box.senders())
                .with(LetterCopy.REASON, failure.type())
                .with(LetterCopy.DETAIL, failure.message())
                .with(LetterCopy.ATTEMPTS, attempts)
                .with(LetterCopy.DEATHS, deaths)
                .with(LetterCopy.FIRST_FAILED_AT, firstFailedAt)
                .with(LetterCopy.LAST_FAILED_AT, now.toString());
        Optional<Duration> delay = deaths >= MAX_DEATHS_ALONE ? Optional.empty()
                : retries.delayAfter(attempts, RandomGenerator.getDefault());
        if (delay.isPresent()) {
            LetterLog.log(LOG, Level.WARNING, message, null, () -> "letter of " + box.queue() + " failed " + attempts
                    + " times, comes again in " + delay.get().toSeconds() + " s: " + failure.message());
            letter.filter(known -> !known.subjects().isEmpty()).ifPresent(known -> tables.waiting.join(box.queue(),
                    known.letterKey(), known.subjects(), now.plus(delay.get())));
            copy.sendAgain(box.destination(jms), delay.get());
        } else {
            LetterLog.log(LOG, Level.SEVERE, message, null, () -> "letter of " + box.queue() + " failed " + attempts
                    + " times, put into " + box.dead() + ": " + failure.message());
            letter.ifPresent(known -> tables.waiting.leave(box.queue(), Set.of(known.letterKey())));
            copy.putAside(box.dead());
        }
        failures.remove(key(message));
        return delay.isPresent();
    }

    /** Senders can set these properties too; what we would not have written counts as nothing. */
    static int number(Message message, String property) throws JMSException {
        return message.getObjectProperty(property) instanceof Integer number && number > 0
                && number < Integer.MAX_VALUE ? number : 0;
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

    /** A letter and what it touches. */
    record Subjects(String letterKey, Set<String> subjects) {
    }

    /**
     * Why a letter failed.
     *
     * @param deaths of the server, 0 or 1
     */
    record Failure(String type, String message, int deaths) {

        static final Failure NOT_COMMITTED = new Failure("TransactionNotCommitted",
                "handled several times without a commit; the server's log has the cause", 0);

        static final Failure DEATH = new Failure("ServerDied", "the server died while it handled this letter alone", 1);
    }
}
