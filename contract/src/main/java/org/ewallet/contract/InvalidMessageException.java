package org.ewallet.contract;

/** A message that can never be accepted, with the field that is wrong and what would be right. */
public final class InvalidMessageException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String field;

    public InvalidMessageException(String field, String message) {
        super(message);
        this.field = field;
    }

    /** The field that is wrong; empty when the letter as a whole is. */
    public String field() {
        return field;
    }
}
