package org.ewallet.contract.notification;

import java.time.Instant;
import java.util.List;

/**
 * The attempts at sending one notification, each a hand-over to a provider.
 *
 * @param attempts in their order
 */
public record NotificationAttempts(List<Attempt> attempts) {

    /**
     * One of them.
     *
     * @param number 1, 2, 3 ...
     * @param endedAt null while it is under way
     * @param result null while it is under way
     * @param provider the name of the provider that gave the result; null while it is under way, and if the service died in it
     * @param detail the provider's answer, or what went wrong; null while it is under way
     */
    public record Attempt(int number, Instant startedAt, Instant endedAt, Result result, String provider,
            String detail) {
    }

    public enum Result {
        /** The provider has taken it. */
        SENT,
        /** The provider will never take it. */
        REFUSED,
        /** Surely not sent. */
        FAILED,
        /** It may or may not have gone out. */
        UNKNOWN
    }
}
