package org.ewallet.cli.mailbox;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Puts long messages together that come in several, told by their user data header. */
final class SmsParts {

    private static final int CONCATENATED = 0x00;
    private static final int CONCATENATED_LENGTH = 3;
    private static final int CONCATENATED_WIDE = 0x08;
    private static final int CONCATENATED_WIDE_LENGTH = 4;

    private final Map<String, String[]> waiting = new HashMap<>();

    /**
     * The whole text, if this is its last part.
     *
     * @param to the recipient; parts of messages to others do not mix
     * @param octets user data header and text
     * @param dataCoding as in SMPP
     */
    synchronized Optional<String> add(String to, byte[] octets, byte dataCoding) {
        int headerLength = 1 + (octets[0] & 0xFF);
        byte[] body = new byte[octets.length - headerLength];
        System.arraycopy(octets, headerLength, body, 0, body.length);
        String text = SmsText.decode(body, dataCoding);
        for (int i = 1; i + 1 < headerLength; i += 2 + (octets[i + 1] & 0xFF)) {
            int element = octets[i];
            int length = octets[i + 1];
            if (element == CONCATENATED && length == CONCATENATED_LENGTH
                    || element == CONCATENATED_WIDE && length == CONCATENATED_WIDE_LENGTH) {
                int last = i + 1 + length;
                String reference = to + "/" + (octets[i + 2] & 0xFF) + "/" + (octets[last - 2] & 0xFF);
                return put(reference, octets[last - 1] & 0xFF, octets[last] & 0xFF, text);
            }
        }
        return Optional.of(text);
    }

    private Optional<String> put(String reference, int count, int number, String text) {
        String[] parts = waiting.computeIfAbsent(reference, unseen -> new String[count]);
        if (number < 1 || number > parts.length) {
            return Optional.of(text);
        }
        parts[number - 1] = text;
        for (String part : parts) {
            if (part == null) {
                return Optional.empty();
            }
        }
        waiting.remove(reference);
        return Optional.of(String.join("", parts));
    }
}
