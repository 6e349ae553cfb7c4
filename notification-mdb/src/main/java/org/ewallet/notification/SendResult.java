package org.ewallet.notification;

/**
 * What came of handing a message to a provider.
 *
 * @param detail the provider's answer, or what went wrong; one line for people, cut to {@value #MAX_DETAIL_LENGTH}
 *     characters
 */
public record SendResult(Status status, String detail) {

    static final int MAX_DETAIL_LENGTH = 500;

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
        detail = line(detail);
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

    private static String line(String text) {
        String line = String.valueOf(text).replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= MAX_DETAIL_LENGTH ? line : line.substring(0, MAX_DETAIL_LENGTH);
    }
}
