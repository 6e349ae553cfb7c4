package org.ewallet.web.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.ewallet.contract.Codec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shows who is told of which events. */
class InterestTest {

    private final Interest johny = Interest.inWalletsOf("johny");

    InterestTest() {
        johny.add(List.of("johny.EUR"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "FundsDeposited | {'walletId':'johny.EUR','ownerId':'johny'} | true",
        "FundsDeposited | {'walletId':'mary.EUR','ownerId':'mary'} | false",
        "TransferCompleted | {'sourceWalletId':'johny.EUR','targetWalletId':'mary.EUR'} | true",
        "TransferCompleted | {'sourceWalletId':'mary.EUR','targetWalletId':'johny.EUR'} | true",
        "TransferCompleted | {'sourceWalletId':'mary.EUR','targetWalletId':'eve.EUR','reference':'johny.EUR'} | false",
        "FundsHeld | {'walletId':'mary.EUR','targetWalletId':'johny.EUR'} | true",
        "OrderPaid | {'walletId':'mary.EUR','merchantWalletId':'johny.EUR'} | true",
        "CommandRejected | {'commandId':'t1','type':'TransferFunds'} | false",
    })
    void aPersonIsToldOfOwnWallets(String type, String data, boolean told) {
        assertThat(johny.includes(event(type, data))).isEqualTo(told);
    }

    @Test
    void aWalletThatIsOpenedForThePersonIsOneOfThem() {
        assertThat(johny.includes(event("WalletOpened", "{'walletId':'savings','ownerId':'mary'}"))).isFalse();
        assertThat(johny.includes(event("FundsDeposited", "{'walletId':'savings'}"))).isFalse();

        assertThat(johny.includes(event("WalletOpened", "{'walletId':'savings','ownerId':'johny'}"))).isTrue();
        assertThat(johny.includes(event("FundsDeposited", "{'walletId':'savings'}"))).isTrue();
    }

    @Test
    void anAuditorIsToldOfEverything() {
        assertThat(Interest.inEverything().includes(event("CommandRejected", "{}"))).isTrue();
    }

    private static LiveEvent event(String type, String data) {
        return new LiveEvent(type, Instant.EPOCH, "c1", Codec.readTree(data.replace('\'', '"')));
    }
}
