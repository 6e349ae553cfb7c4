package org.ewallet.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsmpp.bean.Alphabet;
import org.junit.jupiter.api.Test;

class SmsTextTest {

    @Test
    void theGsmAlphabetHasItsOwnCodes() {
        assertThat(SmsText.of("@£Δ Aaäà§¿").octets())
                .isEqualTo(new byte[] {0x00, 0x01, 0x10, 0x20, 0x41, 0x61, 0x7b, 0x7f, 0x5f, 0x60});
        assertThat(SmsText.of("\f^{}\\[~]|€").octets()).isEqualTo(new byte[] {0x1b, 0x0a, 0x1b, 0x14, 0x1b, 0x28, 0x1b,
            0x29, 0x1b, 0x2f, 0x1b, 0x3c, 0x1b, 0x3d, 0x1b, 0x3e, 0x1b, 0x40, 0x1b, 0x65});
    }

    @Test
    void oneOtherLetterMakesItAllUcs2() {
        assertThat(SmsText.of("Hello").alphabet()).isEqualTo(Alphabet.ALPHA_DEFAULT);
        assertThat(SmsText.of("Hello ç").alphabet()).isEqualTo(Alphabet.ALPHA_UCS2);
        assertThat(SmsText.of("escape \u001b").alphabet()).isEqualTo(Alphabet.ALPHA_UCS2);
    }

    @Test
    void oneMessageHolds160SeptetsOr70Characters() {
        assertThat(SmsText.of("x".repeat(160)).fitsOneMessage()).isTrue();
        assertThat(SmsText.of("x".repeat(161)).fitsOneMessage()).isFalse();
        assertThat(SmsText.of("€".repeat(81)).fitsOneMessage()).isFalse();
        assertThat(SmsText.of("я".repeat(70)).fitsOneMessage()).isTrue();
        assertThat(SmsText.of("я".repeat(71)).fitsOneMessage()).isFalse();
    }
}
