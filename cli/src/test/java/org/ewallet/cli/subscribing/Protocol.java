package org.ewallet.cli.subscribing;

import java.util.function.Function;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.ewallet.cli.clients.BrokerAddress;

/** The protocols, with the queue that each makes of the subscriber's name. */
enum Protocol {
    JMS("accounting", address -> new JmsSubscriber(new ActiveMQConnectionFactory(address.core()), address)),
    AMQP("accounting", address -> new JmsSubscriber(new JmsConnectionFactory(address.amqp()), address)),
    STOMP("office.accounting", StompSubscriber::joining),
    MQTT("accounting.wallet.events", MqttSubscriber::new);

    final String queue;
    private final Function<BrokerAddress, Subscriber> subscriber;

    Protocol(String queue, Function<BrokerAddress, Subscriber> subscriber) {
        this.queue = queue;
        this.subscriber = subscriber;
    }

    /** A subscriber that joins by itself. */
    Subscriber subscriber(BrokerAddress address) {
        return subscriber.apply(address);
    }

    /** One for the queue that an operator has added. */
    Subscriber reader(BrokerAddress address) {
        return this == STOMP ? StompSubscriber.reading(address, "accounting") : subscriber(address);
    }

    /** What an operator calls that queue. */
    String addedQueue() {
        return this == MQTT ? queue : "accounting";
    }
}
