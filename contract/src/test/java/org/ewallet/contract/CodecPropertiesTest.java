package org.ewallet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.ewallet.contract.notification.SendEmail;
import org.ewallet.contract.wallet.BalanceView;
import org.ewallet.contract.wallet.ReleaseHold;
import org.ewallet.contract.wallet.TransferFunds;

/** Shows that nothing is lost between records and JSON, whatever the text, the amount and the time. */
class CodecPropertiesTest {

    private static final String SEED = "20300131";
    private static final int MAX_OFFSET_MINUTES = 18 * 60;

    @Property(seed = SEED, tries = 300)
    void everyTransferSurvives(@ForAll("ids") String source, @ForAll("ids") String target,
            @ForAll @LongRange(min = 1, max = Require.MAX_AMOUNT_MINOR) long amountMinor) {
        TransferFunds transfer = new TransferFunds(source, target, amountMinor, "EUR", null);

        assertThat(Codec.read(Codec.write(transfer), TransferFunds.class)).isEqualTo(transfer);
    }

    @Property(seed = SEED, tries = 300)
    void everyTextSurvives(@ForAll @StringLength(min = 1, max = 500) String text) {
        String body = text.replace('\0', ' ');
        SendEmail email = new SendEmail("j@example.org", "Hello", body, null);

        assertThat(Codec.read(Codec.write(email), SendEmail.class)).isEqualTo(email);
    }

    @Property(seed = SEED, tries = 300)
    void everyBalanceAndInstantSurvives(@ForAll long balanceMinor, @ForAll("instants") Instant asOf) {
        BalanceView view = new BalanceView("johny.EUR", "EUR", balanceMinor, 0, balanceMinor, asOf);

        assertThat(Codec.read(Codec.write(view), BalanceView.class)).isEqualTo(view);
    }

    @Property(seed = SEED, tries = 300)
    void oneInstantReadsTheSameAtEveryOffset(@ForAll("instants") Instant instant,
            @ForAll @IntRange(min = -MAX_OFFSET_MINUTES, max = MAX_OFFSET_MINUTES) int minutes) {
        String text = DateTimeFormatter.ISO_OFFSET_DATE_TIME
                .format(instant.atOffset(ZoneOffset.ofTotalSeconds(minutes * 60)));

        assertThat(Codec.instant("at", text)).isEqualTo(instant);
    }

    @Property(seed = SEED, tries = 300)
    void everyTextIsReadOrRefusedByTheNameOfItsFieldAndNothingElse(@ForAll String text) {
        String json = Codec.write(Map.of("holdId", text));
        try {
            assertThat(Codec.read(json, ReleaseHold.class).holdId()).isEqualTo(text);
        } catch (InvalidMessageException e) {
            assertThat(e.field()).isEqualTo("holdId");
            assertThat(Require.isId(text)).isFalse();
        }
    }

    @Provide
    Arbitrary<String> ids() {
        return Arbitraries.strings().withCharRange('a', 'z').withCharRange('A', 'Z').numeric().withChars("._-")
                .ofMinLength(1).ofMaxLength(64);
    }

    /** Far enough from both ends of RFC 3339 that every offset can spell them. */
    @Provide
    Arbitrary<Instant> instants() {
        return Arbitraries.longs()
                .between(micros("0001-01-01T00:00:00Z"), micros("9998-12-31T23:59:59Z"))
                .map(micros -> Instant.EPOCH.plusSeconds(Math.floorDiv(micros, 1_000_000L))
                        .plusNanos(1_000L * Math.floorMod(micros, 1_000_000L)));
    }

    private static long micros(String instant) {
        return Instant.parse(instant).getEpochSecond() * 1_000_000L;
    }
}
