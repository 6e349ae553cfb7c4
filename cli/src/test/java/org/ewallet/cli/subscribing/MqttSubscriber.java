package org.ewallet.cli.subscribing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptionsBuilder;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.ewallet.cli.clients.BrokerAddress;

/** MQTT 5 with Eclipse Paho. Its queue is {@code <client id>.<topic>}, and slashes stand for the dots of the topic. */
final class MqttSubscriber implements Subscriber, MqttCallback {

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
            // Before it connects: what waits comes at once.
            client.setCallback(this);
            IMqttToken connected = client.connectWithResult(
                    options().cleanStart(false).sessionExpiryInterval(NEVER).build());
            if (!connected.getSessionPresent()) {
                client.subscribe(FILTER, AT_LEAST_ONCE);
            }
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }

    private MqttConnectionOptionsBuilder options() {
        return new MqttConnectionOptionsBuilder()
                .username(address.user())
                .password(address.password().getBytes(StandardCharsets.UTF_8));
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
            client.disconnect();
            // Ends the session too, in which the client would otherwise believe to be subscribed.
            client.connect(options().cleanStart(true).sessionExpiryInterval(0L).build());
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
        close();
    }

    @Override
    public void messageArrived(String topic, MqttMessage event) {
        String data = new String(event.getPayload(), StandardCharsets.UTF_8);
        events.add(topic.equals(FILTER) ? data : "under another topic, " + topic + ": " + data);
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
    }

    @Override
    public void connectComplete(boolean reconnect, String uri) {
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
    }
}
