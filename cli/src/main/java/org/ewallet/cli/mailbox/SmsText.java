package org.ewallet.cli.mailbox;

import java.nio.charset.StandardCharsets;
import org.jsmpp.bean.Alphabet;

/** Turns the octets of a short message into text. */
final class SmsText {

    private static final int ESCAPE = 0x1B;
    /** GSM 03.38, the default alphabet; the escape at 0x1B leads to the extension. */
    private static final String GSM = "@\u00a3$\u00a5\u00e8\u00e9\u00f9\u00ec\u00f2\u00c7\n\u00d8\u00f8\r\u00c5\u00e5"
            + "\u0394_\u03a6\u0393\u039b\u03a9\u03a0\u03a8\u03a3\u0398\u039e\u001b\u00c6\u00e6\u00df\u00c9"
            + " !\"#\u00a4%&'()*+,-./0123456789:;<=>?"
            + "\u00a1ABCDEFGHIJKLMNOPQRSTUVWXYZ\u00c4\u00d6\u00d1\u00dc\u00a7"
            + "\u00bfabcdefghijklmnopqrstuvwxyz\u00e4\u00f6\u00f1\u00fc\u00e0";
    private static final String EXTENSION_CODES = "\n\u0014\u0028\u0029\u002f\u003c\u003d\u003e\u0040\u0065";
    private static final String EXTENSION_TEXT = "\f^{}\\[~]|\u20ac";

    private SmsText() {
    }

    static String decode(byte[] octets, byte dataCoding) {
        return switch (Alphabet.parseDataCoding(dataCoding)) {
            case ALPHA_UCS2 -> new String(octets, StandardCharsets.UTF_16BE);
            case ALPHA_LATIN1 -> new String(octets, StandardCharsets.ISO_8859_1);
            case ALPHA_IA5 -> new String(octets, StandardCharsets.US_ASCII);
            default -> gsm(octets);
        };
    }

    /** One character per octet, as SMPP carries the default alphabet. */
    private static String gsm(byte[] octets) {
        StringBuilder text = new StringBuilder(octets.length);
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] == ESCAPE && i + 1 < octets.length) {
                int extended = EXTENSION_CODES.indexOf(octets[++i]);
                text.append(extended < 0 ? '?' : EXTENSION_TEXT.charAt(extended));
            } else {
                text.append(octets[i] >= 0 ? GSM.charAt(octets[i]) : '?');
            }
        }
        return text.toString();
    }
}
