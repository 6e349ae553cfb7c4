package org.ewallet.messaging;

/** A letter that can never be read: it belongs in the {@code .invalid} box, at once. */
public final class InvalidLetterException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why, as a code for programs. */
    enum Cause {
        BAD_BODY, BAD_HEADER, UNKNOWN_TYPE, BAD_DATA, ID_REUSED_WITH_OTHER_CONTENT, REPLY_TO_NOT_ALLOWED
    }

    private final Cause reason;

    InvalidLetterException(Cause reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    Cause reason() {
        return reason;
    }
}
