package org.ewallet.notification;

import java.util.List;

/**
 * What came of handing a message to a provider.
 *
 * @param detail the provider's answer, or what went wrong; one line for people, cut to {@value #MAX_DETAIL_LENGTH}
 *     characters
 * @param messageIds how the provider names what it took: one per part of a long SMS, in order; empty if it does not
 *     tell
 * @param provider the name of the provider that answered; null until {@link Provider} has filled it in
 */
public record SendResult(Status status, String detail, List<String> messageIds, String provider) {

    static final int MAX_DETAIL_LENGTH = 500;
    private static final int MAX_ID_LENGTH = 255;

    /** What is known. */
    public enum Status {
        /** The provider has taken it. */
        SENT,
        /** The provider will never take it. */
        REFUSED,
        /** Surely not sent, but it may work later. */
        FAILED,
        /** It may or may not have gone out. */
        UNKNOWN
    }

    public SendResult {
        detail = line(detail, MAX_DETAIL_LENGTH);
        messageIds = messageIds.stream().map(id -> line(id, MAX_ID_LENGTH)).toList();
    }

    private SendResult(Status status, String detail) {
        this(status, detail, List.of(), null);
    }

    public static SendResult sent(String detail) {
        return new SendResult(Status.SENT, detail);
    }

    public static SendResult refused(String detail) {
        return new SendResult(Status.REFUSED, detail);
    }

    public static SendResult failed(String detail) {
        return new SendResult(Status.FAILED, detail);
    }

    public static SendResult unknown(String detail) {
        return new SendResult(Status.UNKNOWN, detail);
    }

    /** The same, with the names the provider gave to what it took. */
    public SendResult as(List<String> ids) {
        return new SendResult(status, detail, ids, provider);
    }

    SendResult by(String answering) {
        return new SendResult(status, detail, messageIds, answering);
    }

    /** This result, reached after another provider had failed. */
    SendResult after(SendResult failure) {
        return new SendResult(status, detail + "; before that " + failure.provider + ": " + failure.detail, messageIds,
                provider);
    }

    private static String line(String text, int maxLength) {
        String line = String.valueOf(text).replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= maxLength ? line : line.substring(0, maxLength);
    }
}
