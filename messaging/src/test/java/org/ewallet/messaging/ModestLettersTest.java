package org.ewallet.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import java.util.Random;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.ewallet.contract.Destinations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Shows that the broker of {@code broker.xml} takes no letter that would fill the memory of whoever reads it. */
class ModestLettersTest {

    @RegisterExtension
    static final ConfiguredBroker BROKER = new ConfiguredBroker();

    private static final String BOX = Destinations.WALLET_COMMANDS;
    private static final int MEBIBYTE = 1024 * 1024;

    @AfterEach
    void empty() {
        BROKER.removeAll(BOX);
        BROKER.removeAll(Destinations.accepted(BOX));
    }

    @Test
    void letterOfThreeMebibytesIsTaken() throws Exception {
        send(3 * MEBIBYTE, false);

        assertThat(BROKER.depth(BOX)).isOne();
        assertThat(BROKER.depth(Destinations.accepted(BOX))).isOne();
    }

    @Test
    void letterOfFiveMebibytesIsRefusedAndItsSenderIsTold() {
        assertThatExceptionOfType(JMSRuntimeException.class).isThrownBy(() -> send(5 * MEBIBYTE, false))
                .withMessageContaining("at most 4194304 bytes");

        assertThat(BROKER.depth(BOX)).isZero();
        assertThat(BROKER.depth(Destinations.accepted(BOX))).isZero();
    }

    @Test
    void compressedLetterIsRefused() {
        assertThatExceptionOfType(JMSRuntimeException.class).isThrownBy(() -> send(3 * MEBIBYTE, true))
                .withMessageContaining("not compressed");

        assertThat(BROKER.depth(BOX)).isZero();
    }

    private static void send(int bytes, boolean isCompressed) throws Exception {
        byte[] body = new byte[bytes];
        new Random(bytes).nextBytes(body);
        try (ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory(BROKER.url())) {
            connections.setCompressLargeMessage(isCompressed);
            // This broker keeps nothing on disk, where the body of a large message would be.
            connections.setMinLargeMessageSize(isCompressed ? MEBIBYTE : Integer.MAX_VALUE);
            try (JMSContext jms = connections.createContext("sender", "sender")) {
                BytesMessage letter = jms.createBytesMessage();
                letter.writeBytes(body);
                jms.createProducer().send(jms.createQueue(BOX), letter);
            }
        }
    }
}
