package org.ewallet.notification;

import java.time.Clock;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.ewallet.contract.notification.NotificationView.Channel;

/** A provider that writes down what it gets, and answers as it was told, then always with success. */
final class PaperProvider implements Sender {

    private final Channel channel;
    private final List<Outgoing> taken = new CopyOnWriteArrayList<>();
    private final Queue<Function<Outgoing, SendResult>> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    PaperProvider(Channel channel) {
        this.channel = channel;
    }

    PaperProvider answers(SendResult result) {
        return answers(message -> result);
    }

    PaperProvider answers(Function<Outgoing, SendResult> answer) {
        answers.add(answer);
        return this;
    }

    void forgetAnswers() {
        answers.clear();
    }

    List<Outgoing> taken() {
        return taken;
    }

    int mostAtOnce() {
        return mostAtOnce.get();
    }

    /** The only provider of its channel. */
    Providers alone(Clock clock) {
        return new Providers(channel, List.of(new Provider("paper", this, Provider.Guard.STANDARD, clock)), clock);
    }

    @Override
    public SendResult send(Outgoing message) {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            taken.add(message);
            Function<Outgoing, SendResult> answer = answers.poll();
            return answer == null ? SendResult.sent("on paper") : answer.apply(message);
        } finally {
            atOnce.decrementAndGet();
        }
    }
}
