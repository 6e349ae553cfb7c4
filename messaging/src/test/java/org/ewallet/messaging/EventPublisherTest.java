package org.ewallet.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.ewallet.contract.Codec;
import org.ewallet.contract.Envelope;
import org.ewallet.contract.wallet.HoldExpired;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Shows what subscribers get of an event that no letter caused. */
class EventPublisherTest {

    @RegisterExtension
    static final Broker BROKER = new Broker();

    @RegisterExtension
    static final Database DATABASE = new Database();

    private static final HoldExpired EXPIRED = new HoldExpired("hold-1", "johny.EUR", "johny", 30_000, "EUR");

    @Test
    void eventWithoutCauseBeginsAStoryOfItsOwn() throws Exception {
        BROKER.subscribe("alone.events", "alone");
        try (Post post = new Post(BROKER.connections())) {
            EventPublisher publisher = new EventPublisher(post.jms().createTopic("alone.events"), "ewallet/wallet",
                    Clock.fixed(Office.NOW, ZoneOffset.UTC), new EventLog(DATABASE.dataSource()), post.jms());
            publisher.publish(EXPIRED, null, null, null);
            publisher.publish(EXPIRED, "story-1", "cause-1", null);
            publisher.send();

            List<Letter> letters = List.of(read(post), read(post));

            String id = letters.get(0).envelope().id();
            assertThat(letters.get(0)).isEqualTo(new Letter(new Envelope(id, "org.ewallet.HoldExpired",
                    "ewallet/wallet", Office.NOW, null, id, null, null, null), Codec.write(EXPIRED)));
            assertThat(letters.get(1).envelope().correlationId()).isEqualTo("story-1");
            assertThat(letters.get(1).envelope().causationId()).isEqualTo("cause-1");
            assertThat(letters.get(1).envelope().id()).isGreaterThan(id);
        }
    }

    private static Letter read(Post post) throws Exception {
        return CloudEvents.read(post.await("alone.events::alone"));
    }
}
