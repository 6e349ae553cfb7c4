package org.ewallet.notification.sms;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    private static final int MAX_GSM_OCTETS_OF_PART = 153;
    private static final int MAX_UCS2_OCTETS_OF_PART = 134;

    /** 3GPP TS 23.040, 9.2.3.24.1: five more octets, of which the first two say that it is one of several parts. */
    private static final byte[] PART_HEADER = {5, 0, 3};
    private static final int PART_HEADER_LENGTH = 6;

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

    /**
     * The text cut into parts, each with the header by which a phone puts them together.
     *
     * @param reference 0 to 255; the same in all parts, another one in other messages to the same phone
     */
    List<byte[]> parts(int reference) {
        List<byte[]> cut = new ArrayList<>();
        for (int begin = 0; begin < octets.length; begin += cut.get(cut.size() - 1).length) {
            cut.add(Arrays.copyOfRange(octets, begin, endOfPart(begin)));
        }
        List<byte[]> parts = new ArrayList<>();
        for (byte[] text : cut) {
            parts.add(ByteBuffer.allocate(PART_HEADER_LENGTH + text.length).put(PART_HEADER).put((byte) reference)
                    .put((byte) cut.size()).put((byte) (parts.size() + 1)).put(text).array());
        }
        return parts;
    }

    /** Where the part ends that begins there: not between an escape and its character, nor in a surrogate pair. */
    private int endOfPart(int begin) {
        boolean ucs2 = alphabet == Alphabet.ALPHA_UCS2;
        int end = begin + (ucs2 ? MAX_UCS2_OCTETS_OF_PART : MAX_GSM_OCTETS_OF_PART);
        if (end >= octets.length) {
            return octets.length;
        }
        if (ucs2) {
            boolean cutsPair = Character.isHighSurrogate(ByteBuffer.wrap(octets).getChar(end - Character.BYTES));
            return cutsPair ? end - Character.BYTES : end;
        }
        return octets[end - 1] == ESCAPE ? end - 1 : end;
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
