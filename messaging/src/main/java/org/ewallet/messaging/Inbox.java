package org.ewallet.messaging;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.ewallet.contract.Codec;
import org.ewallet.contract.Command;
import org.ewallet.contract.CommandRejected;
import org.ewallet.contract.InvalidMessageException;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.order.OrderPlaced;
import org.ewallet.messaging.InvalidLetterException.Cause;
import org.ewallet.messaging.Postponement.Failure;

/**
 * Receives the letters of one box, each once, in the container's transaction that the listener began.
 *
 * <p>The listener brings the first letter; the inbox drains more from the same queue into the same transaction, in their
 * order, so that a batch costs a handful of statements and one two-phase commit. Repeats get the stored outcome, unreadable
 * letters go to the {@code .invalid} box, the rest goes to the service; outcomes, events and replies follow in the same
 * transaction.
 *
 * <p>If anything breaks, the transaction rolls back and all its letters come again. A letter that comes again is handled
 * alone, so that one bad letter holds up no other; if it fails alone, its next delivery only puts it aside for later (see
 * {@link RetryPolicy}), and later letters that touch the same wait behind it ({@link WaitingLine}). If the database is to
 * blame, no letter is put aside: the box waits until it is back ({@link DatabaseGate}).
 */
public final class Inbox {

    private static final Logger LOG = Logger.getLogger(Inbox.class.getName());

    /** Where replies may go besides temporary queues; keeps a sender from using a service's rights. */
    private static final String REPLY_PREFIX = "reply.";
    private static final Pattern UUID_FORM = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    /** Letters that failed come by themselves; drained behind others, each try would roll those back. */
    private static final String HAS_NOT_FAILED = LetterCopy.ATTEMPTS + " is null";

    /** Less than a transaction may last, with time left for a batch when the database is back. */
    private static final Duration LIMIT_FOR_DATABASE = Duration.ofSeconds(45);

    /** Bodies of one batch, in characters or octets: all of them are in memory at once. */
    private static final long MOST_CHARACTERS = 4_000_000;

    private final LetterBox box;
    private final BatchLimit limit;
    private final Backlog backlog = new Backlog();
    private final ConnectionFactory connections;
    private final LetterService service;
    private final LetterTables tables;
    private final Clock clock;
    private final DatabaseGate gate;
    private final Postponement postponement;
    private final WaitingLine line;
    /** Known after the first batch; to look them up is a round trip each. */
    private Queue queue;
    private Topic topic;
    private Optional<LetterMetrics> metrics = Optional.empty();
    private Tracing tracing = Tracing.OFF;
    private boolean handsBack;

    /**
     * @param batchSize most letters in one transaction, 1 or more; there are fewer where they would take long
     */
    public Inbox(LetterBox box, int batchSize, RetryPolicy retries, ConnectionFactory connections,
            LetterService service, LetterTables tables, Clock clock) {
        this.box = box;
        this.limit = new BatchLimit(batchSize);
        this.connections = connections;
        this.service = service;
        this.tables = tables;
        this.clock = clock;
        this.gate = new DatabaseGate(box.queue(), () -> tables.inHand.note(box.queue(), "none"));
        this.postponement = new Postponement(box, retries, tables, clock);
        this.line = new WaitingLine(box, service, tables.waiting, clock);
    }

    /**
     * Hands the first letter back once. After a crash a listener may get it before the server has finished the transactions
     * of its earlier run, which give back earlier letters; the broker sorts what is handed back into its old place.
     */
    public Inbox handingBackFirst() {
        handsBack = true;
        return this;
    }

    /** Tells there what it does. */
    public Inbox measuredBy(LetterMetrics letterMetrics) {
        metrics = Optional.of(letterMetrics);
        return this;
    }

    /** Makes what it does part of the traces that letters belong to. */
    public Inbox tracedBy(Tracing letterTracing) {
        tracing = letterTracing;
        return this;
    }

    /**
     * Handles a letter and those that wait behind it.
     *
     * @param first the letter the container delivered
     * @param setRollbackOnly marks the caller's transaction, so that all letters of this call come again
     */
    public void receive(Message first, Runnable setRollbackOnly) {
        if (handsBack || !gate.pass(LIMIT_FOR_DATABASE)) {
            handsBack = false;
            setRollbackOnly.run();
            return;
        }
        int size = 1;
        try {
            Optional<Failure> failure = postponement.failureOf(first);
            if (failure.isEmpty() && Postponement.isSuspect(first)) {
                postponement.takeInHand(first);
            }
            // Before the broker's connection: branches commit in this order, and nothing may be told before it is true.
            tables.joinTransaction();
            try (JMSContext jms = connections.createContext()) {
                lookUp(jms);
                if (failure.isPresent()) {
                    boolean comesAgain = postponement.postpone(first, failure.get(), subjects(first), jms);
                    metrics.ifPresent(measured -> measured.putAside(comesAgain));
                    return;
                }
                long start = System.nanoTime();
                List<Message> messages = drain(first, jms);
                size = messages.size();
                Tally tally = handle(messages, jms);
                note(size, Duration.ofNanos(System.nanoTime() - start), tally);
            }
        } catch (RuntimeException | JMSException e) {
            setRollbackOnly.run();
            metrics.ifPresent(LetterMetrics::rolledBack);
            if (gate.check()) {
                if (size == 1) {
                    LetterLog.log(LOG, Level.WARNING, first, e,
                            () -> "letter of " + box.queue() + " rolled back, it comes again");
                    postponement.remember(first, e);
                } else {
                    LOG.log(Level.WARNING, e, () -> "letters of " + box.queue() + " rolled back, they come again");
                }
            }
        }
    }

    private void lookUp(JMSContext jms) {
        if (queue == null) {
            queue = jms.createQueue(box.consumerName());
            topic = jms.createTopic(box.topic());
        }
    }

    private void note(int letters, Duration took, Tally tally) {
        limit.took(letters, took);
        metrics.ifPresent(measured -> measured.handled(letters, took, tally));
    }

    /** What a letter touches that failed; empty if even that cannot be told. */
    private Optional<Postponement.Subjects> subjects(Message message) throws JMSException {
        try {
            return read(message, clock.instant(), new Tally()).map(Delivery::received)
                    .map(letter -> new Postponement.Subjects(letter.key(), service.subjects(letter)));
        } catch (InvalidLetterException e) {
            return Optional.empty();
        }
    }

    private List<Message> drain(Message first, JMSContext jms) throws JMSException {
        List<Message> messages = new ArrayList<>();
        messages.add(first);
        int most = limit.next();
        Duration age = Duration.between(Instant.ofEpochMilli(first.getJMSTimestamp()), clock.instant());
        if (most == 1 || Postponement.isSuspect(first) || !backlog.mayFollow(age)) {
            return messages;
        }
        long characters = CloudEvents.loadBody(first);
        try (JMSConsumer consumer = jms.createConsumer(queue, HAS_NOT_FAILED)) {
            while (messages.size() < most && characters < MOST_CHARACTERS) {
                Message next = consumer.receiveNoWait();
                if (next == null) {
                    break;
                }
                messages.add(next);
                characters += CloudEvents.loadBody(next);
                if (Postponement.isSuspect(next)) {
                    break;
                }
            }
        }
        backlog.looked(messages.size() - 1);
        return messages;
    }

    private Tally handle(List<Message> messages, JMSContext jms) throws JMSException {
        Instant now = clock.instant();
        Tally tally = new Tally();
        List<Delivery> deliveries = new ArrayList<>(messages.size());
        for (Message message : messages) {
            try {
                read(message, now, tally).ifPresent(deliveries::add);
            } catch (InvalidLetterException e) {
                sendToInvalid(message, e, tally, jms);
            }
        }
        if (!deliveries.isEmpty()) {
            handle(deliveries, tally, jms);
        }
        tables.counts.add(box.queue(), tally.fates());
        return tally;
    }

    private void handle(List<Delivery> deliveries, Tally tally, JMSContext jms) throws JMSException {
        Set<String> keys = new HashSet<>();
        deliveries.forEach(delivery -> keys.add(delivery.received().key()));
        Map<String, StoredOutcome> known = tables.outcomes.find(keys);
        boolean othersWait = tables.waiting.any(box.queue());
        if (othersWait) {
            List<Received<?>> unknown = new ArrayList<>();
            deliveries.stream().map(Delivery::received).filter(letter -> !known.containsKey(letter.key()))
                    .forEach(unknown::add);
            WaitingLine.Place place = line.lookAt(unknown);
            deliveries.removeIf(delivery -> !known.containsKey(delivery.received().key())
                    && place.putBehind(delivery.message(), delivery.received(), jms));
        }
        List<Delivery> fresh = new ArrayList<>(deliveries.size());
        Set<String> claimed = new HashSet<>(known.keySet());
        for (Delivery delivery : deliveries) {
            if (claimed.add(delivery.received().key())) {
                fresh.add(delivery);
            }
        }
        Map<String, StoredOutcome> handled = new HashMap<>(known);
        handled.putAll(decide(fresh, jms));
        Set<Delivery> first = Collections.newSetFromMap(new IdentityHashMap<>());
        first.addAll(fresh);
        for (Delivery delivery : deliveries) {
            StoredOutcome outcome = handled.get(delivery.received().key());
            boolean isFirst = first.contains(delivery);
            if (isFirst || isTheSame(delivery, outcome, tally, jms)) {
                answer(delivery, outcome, jms);
                tally.count(delivery.received().message().getClass(),
                        isFirst ? Fate.valueOf(outcome.status().name()) : Fate.REPEATED);
            }
        }
        if (othersWait) {
            tables.waiting.leave(box.queue(), handled.keySet());
        }
    }

    private Optional<Delivery> read(Message message, Instant now, Tally tally)
            throws JMSException, InvalidLetterException {
        Letter letter = CloudEvents.read(message);
        var type = service.find(letter.envelope().type());
        if (type.isEmpty()) {
            if (box.kind() == LetterBox.Kind.EVENTS) {
                tally.countIgnored();
                return Optional.empty();
            }
            throw new InvalidLetterException(Cause.UNKNOWN_TYPE,
                    "this box knows no command of type " + letter.envelope().type());
        }
        if (letter.envelope().expiryTime() != null && !now.isBefore(letter.envelope().expiryTime())) {
            tally.count(type.get(), Fate.EXPIRED);
            return Optional.empty();
        }
        Destination replyTo = replyTo(message);
        try {
            var data = Codec.read(letter.data(), type.get());
            String key = key(letter, data);
            return Optional.of(new Delivery(message, replyTo, new Received<>(key, letter.envelope(),
                    box.senders().of(message), now, data)));
        } catch (InvalidMessageException e) {
            throw new InvalidLetterException(Cause.BAD_DATA, e.getMessage());
        }
    }

    private static String key(Letter letter, org.ewallet.contract.Message data) {
        if (data instanceof Command) {
            return letter.envelope().id();
        }
        // The colon is outside the alphabet of ids, so that no sender can take the key of a reaction.
        return data instanceof OrderPlaced order ? "order:" + order.orderId() : "event:" + letter.envelope().id();
    }

    private Map<String, StoredOutcome> decide(List<Delivery> fresh, JMSContext jms) {
        if (fresh.isEmpty()) {
            return Map.of();
        }
        List<Received<?>> received = new ArrayList<>(fresh.size());
        fresh.forEach(delivery -> received.add(delivery.received()));
        try (Tracing.Batch batch = tracing.begin(box.queue(), received)) {
            return decide(batch, jms);
        }
    }

    private Map<String, StoredOutcome> decide(Tracing.Batch batch, JMSContext jms) {
        List<Received<?>> letters = batch.letters();
        Map<String, StoredOutcome> stored = new LinkedHashMap<>();
        service.handle(letters, decisions -> {
            if (decisions.size() != letters.size()) {
                throw new IllegalStateException(letters.size() + " letters got " + decisions.size() + " decisions");
            }
            EventPublisher publisher = new EventPublisher(topic, box.source(), clock, tables.events, jms);
            for (int i = 0; i < letters.size(); i++) {
                Received<?> letter = letters.get(i);
                Outcome outcome = decisions.get(i).outcome();
                stored.put(letter.key(), new StoredOutcome(letter.key(), outcome.type(),
                        Fingerprint.of(letter.message()), outcome.status(), Codec.write(outcome), outcome.completedAt(),
                        letter.sender().personId()));
                publish(letter, decisions.get(i), publisher);
            }
            publisher.send();
            batch.decided(decisions);
        });
        tables.outcomes.insert(List.copyOf(stored.values()));
        batch.succeeded();
        return stored;
    }

    private static void publish(Received<?> letter, Decision decision, EventPublisher publisher) {
        decision.events().forEach(event -> publisher.publish(event, letter));
        Outcome outcome = decision.outcome();
        if (letter.message() instanceof Command && outcome.status() == Outcome.Status.REJECTED) {
            publisher.publish(new CommandRejected(outcome.commandId(), outcome.type(), outcome.reason(),
                    outcome.detail()), letter);
        }
    }

    /** False, and then put aside, if the letter only shares its id with the one that was handled. */
    private boolean isTheSame(Delivery delivery, StoredOutcome outcome, Tally tally, JMSContext jms)
            throws JMSException {
        List<String> differences =
                outcome.differences(delivery.received().message(), delivery.received().sender().personId());
        if (!differences.isEmpty()) {
            sendToInvalid(delivery.message(), new InvalidLetterException(Cause.ID_REUSED_WITH_OTHER_CONTENT,
                    "the id was used before with other content; different: " + String.join(", ", differences)), tally,
                    jms);
            return false;
        }
        return true;
    }

    private static void answer(Delivery delivery, StoredOutcome outcome, JMSContext jms) {
        if (delivery.replyTo() == null) {
            return;
        }
        try {
            jms.createProducer().setJMSCorrelationID(delivery.received().envelope().id())
                    .send(delivery.replyTo(), outcome.outcome());
        } catch (InvalidDestinationRuntimeException | JMSSecurityRuntimeException gone) {
            // The client tries to make a queue that is not there, which no service may.
            LOG.fine(() -> "nobody waits for the outcome of " + outcome.key() + " any more: " + gone.getMessage());
        }
    }

    private void sendToInvalid(Message message, InvalidLetterException why, Tally tally, JMSContext jms)
            throws JMSException {
        LetterLog.log(LOG, Level.INFO, message, null, () -> "unreadable letter put into " + box.invalid() + ": "
                + why.reason() + ", " + why.getMessage());
        new LetterCopy(message, jms, box.senders())
                .with(LetterCopy.REASON, why.reason().name())
                .with(LetterCopy.DETAIL, why.getMessage())
                .putAside(box.invalid());
        tally.countInvalid(why.reason());
    }

    /** Where the sender wants the outcome; null if nowhere. */
    private static Destination replyTo(Message message) throws JMSException, InvalidLetterException {
        Destination replyTo;
        try {
            replyTo = message.getJMSReplyTo();
        } catch (RuntimeException notOfJms) {
            throw new InvalidLetterException(Cause.BAD_HEADER, "JMSReplyTo is no destination");
        }
        if (replyTo == null || replyTo instanceof TemporaryQueue
                || replyTo instanceof Queue queue && isForReplies(queue.getQueueName())) {
            return replyTo;
        }
        throw new InvalidLetterException(Cause.REPLY_TO_NOT_ALLOWED,
                "JMSReplyTo must be a temporary queue or a queue whose name begins with " + REPLY_PREFIX);
    }

    /** Temporary queues of AMQP senders do not come as such; like all, they are named by a UUID. */
    private static boolean isForReplies(String queue) {
        return queue.startsWith(REPLY_PREFIX) || UUID_FORM.matcher(queue).matches();
    }

    private record Delivery(Message message, Destination replyTo, Received<?> received) {
    }
}
