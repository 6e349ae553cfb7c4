package org.ewallet.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.ewallet.contract.Codec;
import org.ewallet.contract.wallet.ReleaseHold;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a letter is from, as a broker with the real rights vouches for it. */
class SendersTest {

    private static final long LIMIT_MILLIS = 5_000;
    private static final String BOX = "wallet.commands";

    @RegisterExtension
    static final ConfiguredBroker BROKER = new ConfiguredBroker();

    private JMSContext reader;

    @BeforeEach
    void logIn() {
        reader = BROKER.connections().createContext("operator", "operator");
    }

    @AfterEach
    void empty() {
        reader.close();
        BROKER.removeAll(BOX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sender", "operator", "wallet"})
    void systems_of_the_standard_list_are_trusted(String user) throws JMSException {
        assertThat(senderOf(user, Map.of())).isEqualTo(Sender.SYSTEM);
    }

    @Test
    void every_other_user_is_the_person_of_that_name() throws JMSException {
        assertThat(senderOf("johny", Map.of())).isEqualTo(new Sender("johny"));
    }

    @Test
    void a_person_who_claims_to_be_somebody_else_is_not_believed() throws JMSException {
        assertThat(senderOf("johny", Map.of("cloudEvents_authtype", "system"))).isEqualTo(new Sender("johny"));
        assertThat(senderOf("johny", Map.of("cloudEvents_authtype", "user", "cloudEvents_authid", "mary")))
                .isEqualTo(new Sender("johny"));
    }

    @Test
    void the_front_door_speaks_for_the_person_it_names() throws JMSException {
        assertThat(senderOf("frontdoor", Map.of("cloudEvents_authtype", "user", "cloudEvents_authid", "johny")))
                .isEqualTo(new Sender("johny"));
        assertThat(senderOf("frontdoor", Map.of("cloudEvents_authtype", "system"))).isEqualTo(Sender.SYSTEM);
    }

    @Test
    void the_front_door_that_names_nobody_is_trusted_with_nothing() throws JMSException {
        assertThat(senderOf("frontdoor", Map.of())).isEqualTo(new Sender("frontdoor"));
        assertThat(senderOf("frontdoor", Map.of("cloudEvents_authtype", "unknown"))).isEqualTo(new Sender("frontdoor"));
        assertThat(senderOf("frontdoor", Map.of("cloudEvents_authtype", "user"))).isEqualTo(Sender.NOBODY);
    }

    @Test
    void a_trusted_system_may_speak_for_a_person() throws JMSException {
        assertThat(senderOf("sender", Map.of("cloudEvents_authtype", "user", "cloudEvents_authid", "johny")))
                .isEqualTo(new Sender("johny"));
    }

    @Test
    void the_trusted_and_the_front_door_are_settings() throws JMSException {
        Senders senders = Senders.of(name -> Optional.ofNullable(Map.of("ewallet.trusted.systems", " johny, ,",
                "ewallet.frontdoor.broker.user", "sender").get(name)));

        assertThat(senders.of(sent("johny", Map.of()))).isEqualTo(Sender.SYSTEM);
        assertThat(senders.of(sent("wallet", Map.of()))).isEqualTo(new Sender("wallet"));
        assertThat(senders.of(sent("sender", Map.of("cloudEvents_authtype", "system")))).isEqualTo(Sender.SYSTEM);
        assertThat(senders.of(reader.createMessage())).isEqualTo(Sender.NOBODY);
    }

    @Test
    void a_copy_that_a_service_makes_is_still_from_whom_the_letter_was() throws JMSException {
        Map<String, String> lie = Map.of("cloudEvents_authtype", "system", "cloudEvents_authid", "mary");
        for (String user : new String[] {"johny", "sender"}) {
            Sender sender = senderOf(user, Map.of());
            Message letter = sent(user, lie);
            try (JMSContext wallet = BROKER.connections().createContext("wallet", "wallet")) {
                new LetterCopy(letter, wallet, Senders.STANDARD).sendAgain(wallet.createQueue(BOX),
                        Duration.ZERO);
            }
            Message copy = take();

            assertThat(copy.getStringProperty("JMSXUserID")).isEqualTo("wallet");
            assertThat(Senders.STANDARD.of(copy)).isEqualTo(sender);
        }
    }

    @Test
    void a_letter_that_an_operator_puts_back_is_still_from_whom_it_was() throws JMSException {
        Message putAsideByTheBroker = sent("johny", Map.of("cloudEvents_authtype", "system"));
        LetterCopy.asSent(putAsideByTheBroker, reader, Senders.STANDARD).sendAgain(reader.createQueue(BOX),
                Duration.ZERO);
        Message replayed = take();

        assertThat(replayed.getStringProperty("JMSXUserID")).isEqualTo("operator");
        assertThat(Senders.STANDARD.of(replayed)).isEqualTo(new Sender("johny"));
    }

    private Sender senderOf(String user, Map<String, String> properties) throws JMSException {
        return Senders.STANDARD.of(sent(user, properties));
    }

    private Message sent(String user, Map<String, String> properties) throws JMSException {
        try (JMSContext jms = BROKER.connections().createContext(user, user)) {
            Message letter = CloudEvents.write(jms,
                    new Letter(Post.envelope("l1", "org.ewallet.ReleaseHold"),
                            Codec.write(new ReleaseHold("h1"))));
            for (Map.Entry<String, String> property : properties.entrySet()) {
                letter.setStringProperty(property.getKey(), property.getValue());
            }
            jms.createProducer().send(jms.createQueue(BOX), letter);
        }
        return take();
    }

    private Message take() {
        try (JMSConsumer consumer = reader.createConsumer(reader.createQueue(BOX))) {
            return consumer.receive(LIMIT_MILLIS);
        }
    }
}
