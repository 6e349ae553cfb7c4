package org.ewallet.cli.torture;

import org.ewallet.cli.CliException;

/** Waits a moment. */
final class Pauses {

    private Pauses() {
    }

    static void of(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("Interrupted while waiting.", e);
        }
    }
}
