package org.ewallet.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ewallet.contract.notification.NotificationView.Channel;
import org.ewallet.messaging.Measurements;
import org.ewallet.notification.Provider.Guard;
import org.ewallet.notification.SendResult.Status;
import org.junit.jupiter.api.Test;

class ProvidersTest {

    private static final Guard TWO_FAILURES = new Guard(2, 1, Duration.ofSeconds(10), 0);

    private final SettableClock clock = new SettableClock();
    private final PaperProvider first = new PaperProvider(Channel.SMS);
    private final PaperProvider second = new PaperProvider(Channel.SMS);

    @Test
    void theFirstIsAskedFirst() {
        SendResult result = send(providers(TWO_FAILURES), null);

        assertThat(result.provider()).isEqualTo("p1");
        assertThat(second.taken()).isEmpty();
    }

    @Test
    void theNextIsAskedIfItWasSurelyNotSent() {
        first.answers(SendResult.failed("no connection"));

        SendResult result = send(providers(TWO_FAILURES), null);
        assertThat(result.status()).isEqualTo(Status.SENT);
        assertThat(result.provider()).isEqualTo("p2");
        assertThat(result.detail()).isEqualTo("on paper; before that p1: no connection");
        assertThat(second.taken()).isEqualTo(first.taken());
    }

    @Test
    void nobodyElseIsAskedIfItMayHaveGoneOut() {
        first.answers(SendResult.unknown("no answer"));

        assertThat(send(providers(TWO_FAILURES), null).status()).isEqualTo(Status.UNKNOWN);
        assertThat(second.taken()).isEmpty();
    }

    @Test
    void nobodyElseIsAskedIfItIsRefusedForGood() {
        first.answers(SendResult.refused("no such number"));

        assertThat(send(providers(TWO_FAILURES), null).status()).isEqualTo(Status.REFUSED);
        assertThat(second.taken()).isEmpty();
    }

    @Test
    void anUnexpectedFailureMayHaveGoneOut() {
        first.answers(message -> {
            throw new IllegalStateException("a bug");
        });

        assertThat(send(providers(TWO_FAILURES), null).status()).isEqualTo(Status.UNKNOWN);
        assertThat(second.taken()).isEmpty();
    }

    @Test
    void nobodyIsAskedAfterTheMessageHasExpired() {
        assertThat(send(providers(TWO_FAILURES), clock.instant()).status()).isEqualTo(Status.FAILED);
        assertThat(first.taken()).isEmpty();
        assertThat(second.taken()).isEmpty();
    }

    @Test
    void theNextIsNotAskedAfterTheMessageHasExpired() {
        first.answers(message -> {
            clock.advance(Duration.ofSeconds(5));
            return SendResult.failed("slow and full");
        });

        assertThat(send(providers(TWO_FAILURES), clock.instant().plusSeconds(5)).status()).isEqualTo(Status.FAILED);
        assertThat(second.taken()).isEmpty();
    }

    @Test
    void theNextIsNotAskedWhenTheAttemptHasTakenLong() {
        first.answers(message -> {
            clock.advance(Duration.ofSeconds(61));
            return SendResult.failed("very slow");
        });

        assertThat(send(providers(TWO_FAILURES), null).status()).isEqualTo(Status.FAILED);
        assertThat(second.taken()).isEmpty();
    }

    @Test
    void whoFailsAgainAndAgainIsLeftAloneForAWhile() {
        first.answers(SendResult.failed("1")).answers(SendResult.unknown("2"));
        Providers providers = providers(TWO_FAILURES);
        send(providers, null);
        send(providers, null);

        assertThat(send(providers, null).provider()).isEqualTo("p2");
        assertThat(first.taken()).hasSize(2);

        clock.advance(Duration.ofSeconds(11));
        assertThat(send(providers, null).provider()).isEqualTo("p1");
        assertThat(send(providers, null).provider()).isEqualTo("p1");
    }

    @Test
    void oneMessageFindsOutWhetherAProviderWorksAgain() {
        first.answers(SendResult.failed("1")).answers(SendResult.failed("2")).answers(SendResult.failed("3"));
        Providers alone = new Providers(Channel.SMS, List.of(new Provider("p1", first, TWO_FAILURES, clock)), clock);
        send(alone, null);
        send(alone, null);
        assertThat(alone.acquire()).isEmpty();

        clock.advance(Duration.ofSeconds(11));
        Optional<Provider> trial = alone.acquire();
        assertThat(trial).isPresent();
        assertThat(alone.acquire()).isEmpty();

        alone.send(message(null), trial.orElseThrow());
        assertThat(alone.acquire()).isEmpty();
    }

    @Test
    void whoIsAcquiredInVainCanBeAcquiredAgain() {
        first.answers(SendResult.failed("1")).answers(SendResult.failed("2"));
        Providers alone = new Providers(Channel.SMS, List.of(new Provider("p1", first, TWO_FAILURES, clock)), clock);
        send(alone, null);
        send(alone, null);
        clock.advance(Duration.ofSeconds(11));

        alone.acquire().orElseThrow().release();
        assertThat(alone.acquire()).isPresent();
    }

    @Test
    void refusalsOfSingleMessagesAreNoFailuresOfTheProvider() {
        first.answers(SendResult.refused("bad number")).answers(SendResult.refused("bad number"));
        Providers providers = providers(TWO_FAILURES);
        send(providers, null);
        send(providers, null);

        assertThat(send(providers, null).provider()).isEqualTo("p1");
    }

    @Test
    void whoWatchesSeesThatAProviderIsLeftAloneAndThatItIsTriedAgain() {
        Measurements measurements = new Measurements();
        Providers providers = providers(TWO_FAILURES);
        providers.measuredBy(new NotificationMetrics(measurements.registry(), Channel.SMS));
        String breaker = "ewallet_provider_breaker_open{channel=sms,provider=p1}";
        assertThat(measurements.gauges()).containsEntry(breaker, 0.0);

        first.answers(SendResult.failed("down")).answers(SendResult.failed("down"));
        send(providers, null);
        send(providers, null);
        assertThat(measurements.gauges()).containsEntry(breaker, 1.0);

        clock.advance(TWO_FAILURES.delay().plusSeconds(1));
        assertThat(providers.acquire()).isPresent();
        assertThat(measurements.gauges()).containsEntry(breaker, 0.5);
    }

    @Test
    void whoIsAtTheLimitIsPassedOver() {
        Providers providers = providers(new Guard(2, 1, Duration.ofSeconds(10), 2));
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            asked.add(send(providers, null).provider());
        }

        assertThat(asked).containsExactly("p1", "p1", "p2", "p2");
        assertThat(providers.acquire()).isEmpty();
    }

    private Providers providers(Guard guard) {
        return new Providers(Channel.SMS, List.of(new Provider("p1", first, guard, clock),
                new Provider("p2", second, guard, clock)), clock);
    }

    private static SendResult send(Providers providers, Instant expiresAt) {
        return providers.send(message(expiresAt), providers.acquire().orElseThrow());
    }

    private static Outgoing message(Instant expiresAt) {
        return new Outgoing("n-1", "+491701234567", null, "Code", null, Letters.NOW, expiresAt);
    }
}
