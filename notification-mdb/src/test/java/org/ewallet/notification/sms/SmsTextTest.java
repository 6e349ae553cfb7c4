package org.ewallet.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.jsmpp.bean.Alphabet;
import org.junit.jupiter.api.Test;

class SmsTextTest {

    private static final int HEADER = 6;

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

    @Test
    void aPartHolds153SeptetsOr67Characters() {
        assertThat(lengths("x".repeat(306))).containsExactly(153, 153);
        assertThat(lengths("x".repeat(307))).containsExactly(153, 153, 1);
        assertThat(lengths("я".repeat(134))).containsExactly(2 * 67, 2 * 67);
        assertThat(lengths("я".repeat(135))).containsExactly(2 * 67, 2 * 67, 2);
    }

    @Test
    void anEscapedCharacterIsNotCutInTwo() {
        assertThat(lengths("x".repeat(152) + "€" + "x".repeat(20))).containsExactly(152, 22);
        assertThat(lengths("€".repeat(160))).containsExactly(152, 152, 16);
        assertThat(lengths("x" + "€".repeat(159))).containsExactly(153, 152, 14);
    }

    @Test
    void aSurrogatePairIsNotCutInTwo() {
        assertThat(lengths("я".repeat(66) + "🎉" + "я".repeat(9))).containsExactly(2 * 66, 2 * 11);
        assertThat(lengths("🎉".repeat(70))).containsExactly(2 * 66, 2 * 66, 2 * 8);
    }

    @Property(seed = "6", tries = 300)
    void partsPutTogetherAreTheText(@ForAll @StringLength(min = 1, max = 1000) @Chars({'a', '€', '^', 'я', '\ud83c',
        '\udf89'}) String text, @ForAll @IntRange(max = 255) int reference) {
        SmsText whole = SmsText.of(text);
        ByteArrayOutputStream together = new ByteArrayOutputStream();
        List<byte[]> parts = whole.parts(reference);
        for (int i = 0; i < parts.size(); i++) {
            assertThat(parts.get(i)).startsWith(5, 0, 3, reference, parts.size(), i + 1).hasSizeGreaterThan(HEADER);
            assertThat(parts.get(i).length).isLessThanOrEqualTo(whole.alphabet() == Alphabet.ALPHA_UCS2 ? 140 : 159);
            together.write(parts.get(i), HEADER, parts.get(i).length - HEADER);
        }
        assertThat(together.toByteArray()).isEqualTo(whole.octets());
    }

    /** Of the parts, without their headers. */
    private static List<Integer> lengths(String text) {
        return SmsText.of(text).parts(7).stream().map(part -> part.length - HEADER).toList();
    }
}
