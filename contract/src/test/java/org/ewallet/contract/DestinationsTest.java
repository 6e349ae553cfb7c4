package org.ewallet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Shows the names at the broker, on which senders and operators rely. */
class DestinationsTest {

    @Test
    void addressesAreThoseOfTheContract() {
        assertThat(Destinations.ACCOUNT_COMMANDS).isEqualTo("account.commands");
        assertThat(Destinations.WALLET_COMMANDS).isEqualTo("wallet.commands");
        assertThat(Destinations.NOTIFICATION_COMMANDS).isEqualTo("notification.commands");
        assertThat(Destinations.ACCOUNT_EVENTS).isEqualTo("account.events");
        assertThat(Destinations.WALLET_EVENTS).isEqualTo("wallet.events");
        assertThat(Destinations.ORDER_EVENTS).isEqualTo("order.events");
        assertThat(Destinations.NOTIFICATION_EVENTS).isEqualTo("notification.events");
        assertThat(Destinations.OPERATIONS_ACTS).isEqualTo("operations.acts");
    }

    @Test
    void everyBoxHasABoxForTheUnreadableAndOneForTheDead() {
        assertThat(Destinations.invalid("wallet.commands")).isEqualTo("wallet.commands.invalid");
        assertThat(Destinations.dead("wallet.commands")).isEqualTo("wallet.commands.dead");
    }

    @Test
    void everyTopicOfAServiceHasABoxForOrdersToReplayIt() {
        assertThat(Destinations.replays("account.events")).contains("account.replays");
        assertThat(Destinations.replays("wallet.events")).contains("wallet.replays");
        assertThat(Destinations.replays("notification.events")).contains("notification.replays");
        assertThat(Destinations.replays("order.events")).isEmpty();
    }
}
