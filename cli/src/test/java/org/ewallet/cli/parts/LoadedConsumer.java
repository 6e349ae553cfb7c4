package org.ewallet.cli.parts;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * A program that reads a box with many transacted sessions of one connection, takes a few letters in each, and holds
 * them until somebody kills it; the client prefetches many more. It says {@link #LISTENING} and then {@link #HOLDING}.
 */
final class LoadedConsumer {

    static final String LISTENING = "listening";
    static final String HOLDING = "every session holds letters";
    static final int SESSIONS = 16;
    static final int HELD_PER_SESSION = 3;

    /** The environment, in which no password is seen by others. */
    static final String BROKER = "BROKER_URL";
    static final String USER = "BROKER_USER";
    static final String PASSWORD = "BROKER_PASSWORD";

    private static final long LIMIT_MILLIS = 30_000;

    private LoadedConsumer() {
    }

    /** @param arguments the box */
    public static void main(String[] arguments) throws IOException {
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(System.getenv(BROKER));
                JMSContext connection = factory.createContext(System.getenv(USER), System.getenv(PASSWORD))) {
            List<JMSConsumer> consumers = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                JMSContext session = connection.createContext(JMSContext.SESSION_TRANSACTED);
                consumers.add(session.createConsumer(session.createQueue(arguments[0])));
            }
            System.out.println(LISTENING);
            for (JMSConsumer consumer : consumers) {
                for (int i = 0; i < HELD_PER_SESSION; i++) {
                    if (consumer.receive(LIMIT_MILLIS) == null) {
                        throw new IllegalStateException("there are no letters for every session");
                    }
                }
            }
            System.out.println(HOLDING);
            // Ends with whoever started it.
            System.in.read();
        }
    }
}
