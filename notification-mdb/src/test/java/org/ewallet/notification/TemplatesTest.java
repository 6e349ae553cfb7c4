package org.ewallet.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.ewallet.contract.Message;
import org.ewallet.contract.Reason;
import org.ewallet.contract.account.PersonBanned;
import org.ewallet.contract.account.PersonReinstated;
import org.ewallet.contract.wallet.OrderPaid;
import org.ewallet.contract.wallet.OrderPaymentRejected;
import org.ewallet.contract.wallet.TransferCompleted;
import org.junit.jupiter.api.Test;

class TemplatesTest {

    @Test
    void aPersonIsWelcomedByName() {
        assertThat(text(Letters.JOHNY)).isEqualTo(new Text("Welcome to E-Wallet", """
                Hello Johny,

                welcome to E-Wallet. Your wallet in EUR is ready to be used.

                Your E-Wallet
                """));
    }

    @Test
    void aTransferIsToldWithAmountSenderAndReference() {
        Text text = text(Letters.TO_JOHNY);

        assertThat(text.subject()).isEqualTo("You received 12.50 EUR");
        assertThat(text.body()).contains("you received 12.50 EUR from mary.\nReference: lunch\n");
    }

    @Test
    void aTransferWithoutReferenceSaysNothingOfOne() {
        assertThat(text(transfer(5, "EUR")).body()).contains("0.05 EUR").doesNotContain("Reference", "null");
    }

    @Test
    void amountsAreWrittenWithTheDecimalsOfTheirCurrency() {
        assertThat(text(transfer(1_000_000_000_000_000L, "EUR")).subject())
                .isEqualTo("You received 10000000000000.00 EUR");
        assertThat(text(transfer(1250, "JPY")).subject()).isEqualTo("You received 1250 JPY");
        assertThat(text(transfer(1250, "KWD")).subject()).isEqualTo("You received 1.250 KWD");
    }

    @Test
    void ordersAreNamed() {
        assertThat(text(new OrderPaid("o-17", "johny", "johny.EUR", "shop.EUR", 999, "EUR")).body())
                .contains("your order o-17 is paid: 9.99 EUR");
        assertThat(text(new OrderPaymentRejected("o-17", "johny", "shop.EUR", 999, "EUR", Reason.WALLET_BLOCKED))
                .body())
                .contains("your order o-17 over 9.99 EUR could not be paid", "WALLET_BLOCKED", "No money was moved");
    }

    @Test
    void aBannedPersonIsNotToldWhatIsInTheRecord() {
        assertThat(text(new PersonBanned("johny", "suspected of fraud")).body())
                .contains("your account is blocked").doesNotContain("fraud");
    }

    @Test
    void lettersBringTheirOwnWords() {
        assertThat(Templates.text(Letters.MAIL, null)).isEqualTo(new Text("Subject", "Body"));
        assertThat(Templates.text(Letters.SMS, null)).isEqualTo(new Text(null, "Your code is 4711"));
    }

    @Test
    void thereIsNoTextForWhatNobodyIsTold() {
        assertThatIllegalArgumentException().isThrownBy(() -> text(new PersonReinstated("johny", null)));
    }

    private static Text text(Message message) {
        return Templates.text(message, "Johny");
    }

    private static TransferCompleted transfer(long amountMinor, String currency) {
        return new TransferCompleted("t1", "mary.EUR", "mary", "johny.EUR", "johny", amountMinor, currency, null);
    }
}
