package org.ewallet.cli.clients;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LetterTest {

    @Test
    void the_type_decides_the_box() {
        assertThat(Letter.box("RegisterPerson")).contains("account.commands");
        assertThat(Letter.box("TransferFunds")).contains("wallet.commands");
        assertThat(Letter.box("SendSms")).contains("notification.commands");
        assertThat(Letter.box("org.ewallet.SendEmail")).contains("notification.commands");
    }

    @Test
    void events_and_unknown_types_have_no_box() {
        assertThat(Letter.box("OrderPlaced")).isEmpty();
        assertThat(Letter.box("Transferfunds")).isEmpty();
    }

    @Test
    void data_keep_their_order() {
        Letter letter = Letter.with("DepositFunds", "walletId", "johny.EUR", "amountMinor", 1250, "currency", "EUR");

        assertThat(letter.data()).isEqualTo("{\"walletId\":\"johny.EUR\",\"amountMinor\":1250,\"currency\":\"EUR\"}");
        assertThat(letter.id()).matches("[0-9a-f-]{36}");
    }
}
