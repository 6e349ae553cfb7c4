package org.ewallet.wallet;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.ewallet.contract.Destinations;
import org.ewallet.contract.account.AccountEvent;
import org.ewallet.contract.order.OrderEvent;
import org.ewallet.contract.wallet.WalletCommand;
import org.ewallet.messaging.Broker;
import org.ewallet.messaging.Container;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Inbox;
import org.ewallet.messaging.LetterBox;
import org.ewallet.messaging.LetterService;
import org.ewallet.messaging.LetterTables;
import org.ewallet.messaging.Post;
import org.ewallet.messaging.Received;
import org.ewallet.messaging.RetryPolicy;
import org.ewallet.messaging.Senders;
import org.ewallet.wallet.ledger.Ledger;

/**
 * The wallet service behind its three boxes, and the people around it: a real broker, the real inbox, service and ledger,
 * a real database. Only the container is played.
 */
final class WalletBranch {

    /** The broker here tells of no sender. */
    private static final Senders ANYBODY = new Senders(Set.of(""), "");

    private static final LetterBox COMMANDS = LetterBox.commands(Destinations.WALLET_COMMANDS,
            Destinations.WALLET_EVENTS, WalletInbox.SOURCE);
    private static final LetterBox PERSONS = LetterBox.subscription("wallet.account-events",
            Destinations.ACCOUNT_EVENTS, Destinations.WALLET_EVENTS, WalletInbox.SOURCE);
    private static final LetterBox ORDERS = LetterBox.subscription("wallet.order-events", Destinations.ORDER_EVENTS,
            Destinations.WALLET_EVENTS, WalletInbox.SOURCE);
    private static final Map<LetterBox, Class<? extends org.ewallet.contract.Message>> BOXES = Map.of(
            COMMANDS, WalletCommand.class, PERSONS, AccountEvent.class, ORDERS, OrderEvent.class);
    private static final String REPLIES = "reply.branch";
    private static final String READER = "branch";
    private static final RetryPolicy NEVER = new RetryPolicy(List.of(), 0);

    final WalletDatabase database = new WalletDatabase();

    private final Broker broker = new Broker();
    private final Post post;
    private final JMSContext senders;
    private final Container container;
    private final DataSource joined;
    private final EntityManagerFactory factory;

    /**
     * A letter and its sender's id for it.
     */
    record Letter(String id, org.ewallet.contract.Message content) {
    }

    /** An answer to the letter with this id. */
    record Reply(String id, String outcome) {
    }

    WalletBranch() throws Exception {
        broker.start();
        broker.subscribe(PERSONS.address(), PERSONS.queue());
        broker.subscribe(ORDERS.address(), ORDERS.queue());
        broker.subscribe(Destinations.WALLET_EVENTS, READER);
        ActiveMQConnectionFactory connections = (ActiveMQConnectionFactory) broker.connections();
        // Asking the broker takes longer than most of what is tested here. All send in transactions, which are sure with
        // their commit only; and those who take replies and events may have many of them sent at once.
        connections.setBlockOnDurableSend(false);
        connections.setCacheDestinations(true);
        post = new Post(new ActiveMQConnectionFactory(false, connections.getStaticConnectors()));
        senders = broker.connections().createContext(JMSContext.SESSION_TRANSACTED);
        container = new Container(broker.connections(), database.dataSource());
        joined = WalletDatabase.handingOut(container.dataSource().getConnection());
        factory = WalletDatabase.factory(joined);
    }

    /** Letters wait in their boxes, all for an answer. */
    void send(List<Letter> letters) throws JMSException {
        for (Letter letter : letters) {
            TextMessage message = post.letter(letter.id(), letter.content());
            message.setJMSReplyTo(post.jms().createQueue(REPLIES));
            LetterBox box = boxOf(letter.content());
            senders.createProducer().send(box == COMMANDS ? senders.createQueue(box.address())
                    : senders.createTopic(box.address()), message);
        }
        senders.commit();
    }

    /** The listeners take these letters: the commands, then what happened to persons, then the orders. */
    void receive(List<Letter> letters, int batchSize, Clock clock) throws SQLException {
        for (LetterBox box : boxesOf(letters)) {
            container.deliverAll(box, new Inbox(box.trusting(ANYBODY), batchSize, NEVER, container.connections(),
                    service(BOXES.get(box)),
                    new LetterTables(container.dataSource(), database.dataSource()), clock));
        }
    }

    /** The letters in the order in which {@link #receive} takes them. */
    static List<Letter> inOrderOfBoxes(List<Letter> letters) {
        return boxesOf(letters).stream().flatMap(box -> letters.stream().filter(letter -> boxOf(letter.content()) == box))
                .toList();
    }

    List<Reply> takeReplies() {
        return post.takeAll(REPLIES).stream().map(reply -> new Reply(correlationId(reply), Post.body(reply))).toList();
    }

    /** Which of these letters were put aside as invalid, and why. */
    List<String> takeInvalid(List<Letter> letters) {
        return boxesOf(letters).stream().flatMap(box -> post.takeAll(Destinations.invalid(box.queue())).stream())
                .map(letter -> Post.text(letter, "cloudEvents_id") + ": " + Post.text(letter, "ewallet_reason")).toList();
    }

    /** The ids of the letters that caused the events published since the last call. */
    List<String> takeCausesOfEvents() {
        return post.takeAll(Destinations.WALLET_EVENTS, READER).stream()
                .map(event -> Post.text(event, "cloudEvents_causationid")).toList();
    }

    /** All that the service keeps, row by row. */
    Map<String, List<List<String>>> tables() {
        return database.tables().stream()
                .collect(Collectors.toMap(table -> table, table -> database.rows("select * from " + table)));
    }

    void close() throws Exception {
        factory.close();
        container.close();
        senders.close();
        post.close();
        broker.stop();
        database.close();
    }

    private static List<LetterBox> boxesOf(List<Letter> letters) {
        return Stream.of(COMMANDS, PERSONS, ORDERS)
                .filter(box -> letters.stream().anyMatch(letter -> boxOf(letter.content()) == box)).toList();
    }

    private static LetterBox boxOf(org.ewallet.contract.Message content) {
        return BOXES.keySet().stream().filter(box -> BOXES.get(box).isInstance(content)).findFirst().orElseThrow();
    }

    /** Works in the container's transaction and leaves its end to the container. */
    private LetterService service(Class<? extends org.ewallet.contract.Message> family) {
        return new LetterService() {
            @Override
            public Optional<Class<? extends org.ewallet.contract.Message>> find(String type) {
                return new WalletService(WalletDatabase.HANDLERS, null).of(family).find(type);
            }

            @Override
            public List<Decision> handle(List<Received<?>> letters) {
                try (EntityManager entities = factory.createEntityManager()) {
                    entities.getTransaction().begin();
                    try {
                        return new WalletService(WalletDatabase.HANDLERS, new Ledger(entities, joined)).of(family)
                                .handle(letters);
                    } finally {
                        entities.getTransaction().rollback();
                    }
                }
            }

            @Override
            public Set<String> subjects(Received<?> letter) {
                return new WalletService(WalletDatabase.HANDLERS, new Ledger(null, joined)).of(family).subjects(letter);
            }
        };
    }

    private static String correlationId(Message reply) {
        try {
            return reply.getJMSCorrelationID();
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }
}
