package org.ewallet.cli.subscribing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptionsBuilder;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.ewallet.cli.clients.BrokerAddress;

/** MQTT 5 with Eclipse Paho. Its queue is {@code <client id>.<topic>}, and slashes stand for the dots of the topic. */
final class MqttSubscriber implements Subscriber {

    static final String FILTER = "wallet/events";
    private static final int AT_LEAST_ONCE = 1;
    /** The session, and with it the subscription, never ends by itself. */
    private static final long NEVER = 4_294_967_295L;

    private final BrokerAddress address;
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private MqttClient client;

    MqttSubscriber(BrokerAddress address) {
        this.address = address;
    }

    @Override
    public void connect() {
        try {
            client = new MqttClient("tcp://" + address.host() + ":" + address.port(), NAME, new MemoryPersistence());
            client.connect(new MqttConnectionOptionsBuilder()
                    .username(address.user())
                    .password(address.password().getBytes(StandardCharsets.UTF_8))
                    .cleanStart(false)
                    .sessionExpiryInterval(NEVER)
                    .build());
            IMqttMessageListener listener = (topic, event) ->
                    events.add(new String(event.getPayload(), StandardCharsets.UTF_8));
            client.subscribe(new MqttSubscription[] {new MqttSubscription(FILTER, AT_LEAST_ONCE)},
                    new IMqttMessageListener[] {listener});
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<String> take(int count) {
        List<String> taken = new ArrayList<>();
        try {
            while (taken.size() < count) {
                String event = events.poll(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
                if (event == null) {
                    throw new AssertionError("Only " + taken + " of " + count + " events came");
                }
                taken.add(event);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return taken;
    }

    @Override
    public void close() {
        try {
            client.disconnect();
            client.close();
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void leave() {
        try {
            client.unsubscribe(FILTER);
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
        close();
    }
}
