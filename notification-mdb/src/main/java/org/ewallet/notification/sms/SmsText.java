package org.ewallet.notification.sms;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jsmpp.bean.Alphabet;

/**
 * A text as SMPP carries it: in the GSM 7-bit alphabet, one octet per septet, if all of its characters are there, else
 * in UCS-2.
 *
 * @param alphabet what the octets mean
 */
record SmsText(Alphabet alphabet, byte[] octets) {

    private static final int MAX_GSM_OCTETS = 160;
    private static final int MAX_UCS2_OCTETS = 140;

    /** GSM 03.38, in the order of its codes. ESC at 0x1B leads to the extension. */
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final char ESCAPE = '\u001b';
    private static final String EXTENSION = "\f^{}\\[~]|€";
    private static final byte[] EXTENSION_CODES = {0x0a, 0x14, 0x28, 0x29, 0x2f, 0x3c, 0x3d, 0x3e, 0x40, 0x65};

    static SmsText of(String text) {
        return gsm(text).map(octets -> new SmsText(Alphabet.ALPHA_DEFAULT, octets))
                .orElseGet(() -> new SmsText(Alphabet.ALPHA_UCS2, text.getBytes(StandardCharsets.UTF_16BE)));
    }

    boolean fitsOneMessage() {
        return octets.length <= (alphabet == Alphabet.ALPHA_UCS2 ? MAX_UCS2_OCTETS : MAX_GSM_OCTETS);
    }

    private static Optional<byte[]> gsm(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
        for (char character : text.toCharArray()) {
            int basic = character == ESCAPE ? -1 : BASIC.indexOf(character);
            int extended = EXTENSION.indexOf(character);
            if (basic >= 0) {
                octets.write(basic);
            } else if (extended >= 0) {
                octets.write(ESCAPE);
                octets.write(EXTENSION_CODES[extended]);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(octets.toByteArray());
    }
}
