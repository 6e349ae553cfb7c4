package org.ewallet.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Shows under which names the queues around a box are found at the broker. */
class LetterBoxTest {

    @Test
    void boxOfCommandsIsItsAddress() {
        LetterBox box = LetterBox.commands("wallet.commands", "wallet.events", "ewallet/wallet");

        assertThat(box.kind()).isEqualTo(LetterBox.Kind.COMMANDS);
        assertThat(box.consumerName()).isEqualTo("wallet.commands");
        assertThat(box.invalid()).isEqualTo("wallet.commands.invalid");
        assertThat(box.dead()).isEqualTo("wallet.commands.dead");
    }

    @Test
    void subscriptionIsAQueueOfATopicAndHasBoxesOfItsOwn() {
        LetterBox box = LetterBox.subscription("wallet.account-events", "account.events", "wallet.events",
                "ewallet/wallet");

        assertThat(box.kind()).isEqualTo(LetterBox.Kind.EVENTS);
        assertThat(box.consumerName()).isEqualTo("account.events::wallet.account-events");
        assertThat(box.invalid()).isEqualTo("wallet.account-events.invalid");
        assertThat(box.dead()).isEqualTo("wallet.account-events.dead");
    }
}
