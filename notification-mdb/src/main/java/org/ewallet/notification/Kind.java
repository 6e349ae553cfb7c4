package org.ewallet.notification;

import java.time.Duration;
import java.util.Optional;
import org.ewallet.contract.notification.NotificationView.Channel;

/** Which notification it is, and the policies that depend on it. */
enum Kind {
    WELCOME, TRANSFER_RECEIVED, ORDER_PAID, ORDER_PAYMENT_REFUSED, PERSON_BANNED,
    /** What a command asked for, word by word. */
    LETTER;

    /** What happens to one that may or may not have gone out. */
    enum Guarantee {
        /** It is not sent again, and stays unknown. */
        AT_MOST_ONCE,
        /** It is sent again, recognisable as a copy. */
        AT_LEAST_ONCE
    }

    private static final Duration NEWS = Duration.ofDays(7);

    /**
     * A copy of an e-mail carries the same Message-ID, so that mail programs can tell it is one. An SMS has nothing
     * like it, and what a command sends by SMS may be a code.
     */
    Guarantee guarantee(Channel channel) {
        return this == LETTER && channel == Channel.SMS ? Guarantee.AT_MOST_ONCE : Guarantee.AT_LEAST_ONCE;
    }

    /** After this it is no news any more; a letter says itself how long it is good for. */
    Optional<Duration> timeToLive() {
        return this == LETTER ? Optional.empty() : Optional.of(NEWS);
    }
}
