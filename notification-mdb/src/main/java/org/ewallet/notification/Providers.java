package org.ewallet.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ewallet.contract.notification.NotificationView.Channel;

/** The providers of one channel, in the order in which they are asked. */
final class Providers implements AutoCloseable {

    /** Keeps an attempt that asks several well within the time after which it is given up. */
    private static final Duration FAIL_OVER_WITHIN = Duration.ofMinutes(1);

    private final Channel channel;
    private final List<Provider> inOrder;
    private final Clock clock;

    Providers(Channel channel, List<Provider> inOrder, Clock clock) {
        this.channel = channel;
        this.inOrder = List.copyOf(inOrder);
        this.clock = clock;
    }

    Channel channel() {
        return channel;
    }

    /** Tells there what each of them answers. */
    void measuredBy(NotificationMetrics metrics) {
        inOrder.forEach(provider -> provider.measuredBy(metrics));
    }

    /** Acquires the first provider that may be handed a message now; empty if all are left alone or at their limit. */
    Optional<Provider> acquire() {
        return inOrder.stream().filter(Provider::tryAcquire).findFirst();
    }

    /**
     * Hands a message to the provider, and to the next ones as long as it was surely not sent. Whoever refuses it for
     * good, or leaves it unknown, is the last to be asked.
     *
     * @param acquired from {@link #acquire()}
     */
    SendResult send(Outgoing message, Provider acquired) {
        Instant begun = clock.instant();
        if (isExpired(message, begun)) {
            acquired.release();
            return SendResult.failed("its time was over before a provider was asked");
        }
        SendResult result = acquired.send(message);
        for (Provider next : inOrder.subList(inOrder.indexOf(acquired) + 1, inOrder.size())) {
            if (result.status() != SendResult.Status.FAILED || isTooLate(message, begun)) {
                break;
            }
            if (next.tryAcquire()) {
                result = next.send(message).after(result);
            }
        }
        return result;
    }

    @Override
    public void close() {
        inOrder.forEach(Provider::close);
    }

    private boolean isTooLate(Outgoing message, Instant begun) {
        Instant now = clock.instant();
        return isExpired(message, now) || now.isAfter(begun.plus(FAIL_OVER_WITHIN));
    }

    private static boolean isExpired(Outgoing message, Instant now) {
        return message.expiresAt() != null && !now.isBefore(message.expiresAt());
    }
}
