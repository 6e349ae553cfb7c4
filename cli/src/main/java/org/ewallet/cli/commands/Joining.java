package org.ewallet.cli.commands;

import java.time.Duration;
import java.util.Optional;
import org.ewallet.cli.CliException;
import org.ewallet.cli.Output;
import org.ewallet.cli.clients.BrokerAddress;
import org.ewallet.cli.clients.BrokerManagement;
import org.ewallet.cli.clients.ReplayOrder;
import org.ewallet.messaging.Replay;

/** Makes a subscription that begins with past events, and tells how that goes. */
record Joining(BrokerManagement management, String topic, String queue, Output output) {

    private static final Duration TELL_EVERY = Duration.ofSeconds(3);

    /**
     * Makes the queue and has the past put into it.
     *
     * @param operator with what login
     * @param limit how long to wait for the end; the service goes on by itself after that
     */
    void join(Past past, BrokerAddress operator, Duration limit) {
        try (ReplayOrder order = new ReplayOrder(operator)) {
            long id = management.subscribeClosed(topic, queue);
            try {
                order.send(past.box(), Replay.of(queue, id, past.from()));
            } catch (CliException e) {
                management.unsubscribe(queue, true);
                throw e;
            }
            output.line("%s joins %s, beginning with the past events.", queue, topic);
            await(order, limit);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void await(ReplayOrder order, Duration limit) {
        Duration left = limit;
        Optional<Long> past = order.await(shorter(left, TELL_EVERY));
        while (past.isEmpty() && left.compareTo(TELL_EVERY) > 0) {
            output.line("  %d events so far", management.added(queue));
            left = left.minus(TELL_EVERY);
            past = order.await(shorter(left, TELL_EVERY));
        }
        if (past.isPresent()) {
            output.line("%d past events are in the queue %s; those to come follow.", past.get(), queue);
        } else {
            output.line("After %d s there are %d past events in the queue %s, and not all yet.", limit.toSeconds(),
                    management.added(queue), queue);
            output.line("This goes on by itself; ./ewallet subscriptions list shows the queue as joining until then.");
            output.line("If it gets no further, ./ewallet status tells whether the service runs that keeps the events.");
        }
    }
}
