package org.ewallet.cli;

/** A failure whose message tells a person what to do; it is shown without a stack trace. */
public class CliException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CliException(String message) {
        super(message);
    }

    public CliException(String message, Throwable cause) {
        super(message, cause);
    }
}
