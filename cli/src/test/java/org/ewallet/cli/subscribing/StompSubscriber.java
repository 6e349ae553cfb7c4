package org.ewallet.cli.subscribing;

import java.util.ArrayList;
import java.util.List;
import org.ewallet.cli.clients.BrokerAddress;

/** STOMP 1.2: frames of text. Its queue is {@code <client-id>.<durable-subscription-name>}. */
final class StompSubscriber implements Subscriber {

    static final String CLIENT_ID = "office";

    private final BrokerAddress address;
    private final String subscription;
    private StompConnection connection;

    private StompSubscriber(BrokerAddress address, String subscription) {
        this.address = address;
        this.subscription = subscription;
    }

    /** Makes its queue when it first subscribes. */
    static StompSubscriber joining(BrokerAddress address) {
        return new StompSubscriber(address, "destination:" + TOPIC + "\nsubscription-type:MULTICAST\n"
                + "durable-subscription-name:" + NAME + "\n");
    }

    /** Reads a queue that an operator has made; a colon is written \c. */
    static StompSubscriber reading(BrokerAddress address, String queue) {
        return new StompSubscriber(address, "destination:" + TOPIC + "\\c\\c" + queue + "\n");
    }

    @Override
    public void connect() {
        connection = new StompConnection(address, CLIENT_ID);
        connection.request("SUBSCRIBE", "id:1\nack:client-individual\n" + subscription);
    }

    @Override
    public List<String> take(int count) {
        List<String> events = new ArrayList<>();
        while (events.size() < count) {
            StompConnection.Frame event = connection.receive("MESSAGE");
            events.add(event.body());
            connection.request("ACK", "id:" + event.header("ack") + "\n");
        }
        return events;
    }

    @Override
    public void close() {
        connection.close();
    }

    @Override
    public void leave() {
        connection.request("UNSUBSCRIBE", "id:1\ndurable-subscription-name:" + NAME + "\n");
        connection.close();
    }
}
