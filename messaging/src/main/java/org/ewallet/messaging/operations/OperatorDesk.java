package org.ewallet.messaging.operations;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.TextMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.ewallet.contract.Codec;
import org.ewallet.contract.Destinations;
import org.ewallet.contract.InvalidMessageException;
import org.ewallet.messaging.JmsErrors;
import org.ewallet.messaging.LetterCopy;
import org.ewallet.messaging.Senders;

/**
 * Where an operator looks at letters that were put aside, puts them back into their boxes or discards them. Not for use
 * by several threads at once; to be closed. All methods throw {@link jakarta.jms.JMSSecurityRuntimeException} if the
 * broker does not allow what they do, and {@link JMSRuntimeException} if it cannot be reached.
 *
 * <p>Letters are taken, put back and recorded in transactions of at most {@value #LETTERS_PER_TRANSACTION} each; if one
 * fails, the ones before have happened, and the log of acts tells of them.
 */
public final class OperatorDesk implements AutoCloseable {

    /** The properties of a record, for counting by selector. */
    public static final String ACT = "ewallet_act";
    public static final String ASIDE = "ewallet_aside";
    public static final String BOX = "ewallet_box";

    static final int LETTERS_PER_TRANSACTION = 100;
    static final long MOST_CHARACTERS = 4_000_000;

    /** Letters that were counted and do not come any more were taken by somebody else. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration PAUSE = Duration.ofMillis(2);

    private final JMSContext jms;
    private final String operator;
    private final Clock clock;
    /** Null until something has to be asked. */
    private BrokerQuestions broker;

    private OperatorDesk(JMSContext jms, String operator, Clock clock) {
        this.jms = jms;
        this.operator = operator;
        this.clock = clock;
    }

    /**
     * Logs in to the broker.
     *
     * @param user also the name in the records of what he does
     * @throws jakarta.jms.JMSSecurityRuntimeException if the broker refuses the login
     */
    public static OperatorDesk open(ConnectionFactory connections, String user, String password, Clock clock) {
        return open(connections, user, password, user, clock);
    }

    /**
     * Logs in to the broker for somebody else.
     *
     * @param operator the name in the records of what is done
     * @throws jakarta.jms.JMSSecurityRuntimeException if the broker refuses the login
     */
    public static OperatorDesk open(ConnectionFactory connections, String user, String password, String operator,
            Clock clock) {
        JMSContext jms = connections.createContext(user, password, JMSContext.SESSION_TRANSACTED);
        try {
            // The connection of an application server logs in only when it is used.
            jms.createMessage();
            return new OperatorDesk(jms, operator, clock);
        } catch (JMSRuntimeException e) {
            jms.close();
            throw e;
        }
    }

    /**
     * How many letters lie there, by box and cause. Left out are those that no JMS client can read, such as text
     * without a body from a sender of another protocol: only the broker's console shows and removes them.
     */
    public List<LetterGroup> groups(LetterSelection selection) {
        List<LetterGroup> groups = new ArrayList<>();
        for (Box box : selection.boxes()) {
            Map<String, LetterGroup> byCause = new LinkedHashMap<>();
            browse(box, selection, letter -> {
                String cause = LetterAside.cause(letter);
                byCause.put(cause, byCause.getOrDefault(cause, new LetterGroup(box.name(), cause, 0, null, null))
                        .plus(LetterAside.putAsideAt(letter)));
                return true;
            });
            groups.addAll(byCause.values());
        }
        return groups;
    }

    /**
     * The letters themselves, the oldest of each box first. They are whole until they have {@value #MOST_CHARACTERS}
     * characters together; of those behind, only the beginning of what is long is told: whoever writes letters must not
     * decide how much memory it takes to look at them.
     *
     * @param limit most letters, 1 or more
     */
    public List<LetterAside> letters(LetterSelection selection, int limit) {
        List<LetterAside> letters = new ArrayList<>();
        long[] characters = {0};
        for (Box box : selection.boxes()) {
            if (letters.size() < limit) {
                browse(box, selection, letter -> {
                    LetterAside whole = LetterAside.of(box.name(), letter);
                    letters.add(characters[0] < MOST_CHARACTERS ? whole : whole.shortened());
                    characters[0] += whole.length();
                    return letters.size() < limit;
                });
            }
        }
        return letters;
    }

    /**
     * Puts letters back into the box they came from, to be handled as if they had never failed. Only those that lie there
     * now: one that fails again meanwhile stays.
     *
     * @param reason for the record; null if there is none to tell
     */
    public ActResult replay(LetterSelection selection, String reason) {
        return act(Act.Kind.REPLAY, selection, reason);
    }

    /**
     * Takes letters away for good. Only those that lie there now.
     *
     * @param reason for the record
     * @throws InvalidMessageException if no reason is given
     */
    public ActResult discard(LetterSelection selection, String reason) {
        if (reason == null || reason.isBlank()) {
            throw new InvalidMessageException("reason", "reason must say why the letters are discarded");
        }
        return act(Act.Kind.DISCARD, selection, reason);
    }

    /**
     * What operators did, the newest last.
     *
     * @param aside with dead or with invalid letters
     * @param limit most records, 1 or more; older ones are left out
     */
    public List<Act> acts(Aside aside, int limit) {
        Deque<Act> acts = new ArrayDeque<>();
        String ofAside = ASIDE + " = '" + aside + "'";
        browse(Destinations.OPERATIONS_ACTS, ofAside, ofAside, letter -> {
            acts.add(Codec.read(letter.getBody(String.class), Act.class));
            if (acts.size() > limit) {
                acts.remove();
            }
            return true;
        });
        return List.copyOf(acts);
    }

    @Override
    public void close() {
        if (broker != null) {
            broker.close();
        }
        jms.close();
    }

    private ActResult act(Act.Kind kind, LetterSelection selection, String reason) {
        ActResult result = new ActResult(0, 0);
        for (Box box : selection.boxes()) {
            result = result.plus(act(kind, box, selection, reason));
        }
        return result;
    }

    private ActResult act(Act.Kind kind, Box box, LetterSelection selection, String reason) {
        List<String> ids = new ArrayList<>();
        int[] withoutId = {0};
        browse(box, selection, letter -> {
            if (letter.getJMSMessageID() == null) {
                withoutId[0]++;
            } else {
                ids.add(letter.getJMSMessageID());
            }
            return true;
        });
        ActResult result = new ActResult(0, 0);
        for (int i = 0; i < ids.size(); i += LETTERS_PER_TRANSACTION) {
            List<String> some = ids.subList(i, Math.min(ids.size(), i + LETTERS_PER_TRANSACTION));
            result = result.plus(transaction(kind, selection.aside(), box, LetterSelection.selector(some),
                    some.size(), reason));
        }
        // These cannot be told from ones that die again meanwhile; but those come behind.
        for (int left = withoutId[0]; left > 0; left -= LETTERS_PER_TRANSACTION) {
            result = result.plus(transaction(kind, selection.aside(), box, selection.selectorOfThoseWithoutId(),
                    Math.min(LETTERS_PER_TRANSACTION, left), reason));
        }
        return result;
    }

    private ActResult transaction(Act.Kind kind, Aside aside, Box box, String selector, int size, String reason) {
        try (JMSConsumer consumer = jms.createConsumer(jms.createQueue(aside.queue(box.name())), selector)) {
            int letters = 0;
            int expired = 0;
            while (letters < size) {
                Message letter = consumer.receive(PATIENCE.toMillis());
                if (letter == null) {
                    break;
                }
                if (kind == Act.Kind.REPLAY) {
                    LetterCopy copy = LetterCopy.asSent(letter, jms, Senders.STANDARD);
                    copy.sendAgain(box.destination(jms), Duration.ZERO);
                    expired += copy.isExpired() ? 1 : 0;
                }
                record(new Act(clock.instant(), operator, kind, aside, box.name(), LetterAside.id(letter),
                        LetterAside.cause(letter), reason));
                letters++;
            }
            jms.commit();
            return new ActResult(letters, expired);
        } catch (JMSException e) {
            throw rolledBack(JmsErrors.unchecked(e));
        } catch (IndexOutOfBoundsException e) {
            throw rolledBack(new JMSRuntimeException("a letter in " + aside.queue(box.name())
                    + " cannot be read by any JMS client; remove it in the broker's console", null, e));
        } catch (RuntimeException e) {
            throw rolledBack(e);
        }
    }

    /** The next order on this desk must not complete a broken one. */
    private RuntimeException rolledBack(RuntimeException cause) {
        try {
            jms.rollback();
        } catch (JMSRuntimeException e) {
            cause.addSuppressed(e);
        }
        return cause;
    }

    private void record(Act act) throws JMSException {
        TextMessage text = jms.createTextMessage(Codec.write(act));
        text.setStringProperty(ACT, act.act().name());
        text.setStringProperty(ASIDE, act.aside().name());
        text.setStringProperty(BOX, act.box());
        jms.createProducer().send(jms.createQueue(Destinations.OPERATIONS_ACTS), text);
    }

    private void browse(Box box, LetterSelection selection, Reader reader) {
        browse(selection.aside().queue(box.name()), selection.selector(), selection.filter(), reader);
    }

    /**
     * Reads letters without taking them.
     *
     * @param selector which ones, for JMS; null for all
     * @param filter the same for the broker's management
     */
    private void browse(String queue, String selector, String filter, Reader reader) {
        try (QueueBrowser browser = jms.createBrowser(jms.createQueue(queue), selector)) {
            Enumeration<?> letters = browser.getEnumeration();
            boolean goOn = letters.hasMoreElements();
            for (long read = 1; goOn; read++) {
                Message letter = (Message) letters.nextElement();
                // Artemis shows a letter that its client cannot read as none.
                goOn = (letter == null || reader.read(letter))
                        && (letters.hasMoreElements() || read < count(queue, filter) && comesAnother(letters));
            }
        } catch (JMSException e) {
            throw JmsErrors.unchecked(e);
        }
    }

    /**
     * Artemis says that there are no more while the body of a large letter is still on its way. Letters that were counted
     * and do not come are with somebody who is taking them.
     */
    private static boolean comesAnother(Enumeration<?> letters) {
        long asked = System.nanoTime();
        while (!letters.hasMoreElements()) {
            if (System.nanoTime() - asked > PATIENCE.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return true;
    }

    private long count(String queue, String filter) throws JMSException {
        if (broker == null) {
            JMSContext own = jms.createContext(JMSContext.AUTO_ACKNOWLEDGE);
            broker = new BrokerQuestions(own, own.createTemporaryQueue());
        }
        return broker.ask(List.of(filter == null ? broker.attribute(queue, "messageCount")
                : broker.ofQueue(queue, "countMessages", filter))).get(0).number();
    }

    @FunctionalInterface
    private interface Reader {

        /** Whether to go on with the next. */
        boolean read(Message letter) throws JMSException;
    }
}
