package org.ewallet.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.ewallet.contract.Codec;
import org.ewallet.contract.Message;
import org.ewallet.contract.account.BanPerson;
import org.ewallet.contract.account.RegisterPerson;
import org.ewallet.contract.account.ReinstatePerson;
import org.ewallet.contract.wallet.BlockMode;
import org.ewallet.contract.wallet.BlockWallet;
import org.ewallet.contract.wallet.CaptureHold;
import org.ewallet.contract.wallet.HoldFunds;
import org.ewallet.contract.wallet.OpenWallet;
import org.ewallet.contract.wallet.TransferFunds;
import org.ewallet.contract.wallet.WithdrawFunds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Shows when two letters with one id say the same, and that each field in which they do not is named. */
class FingerprintTest {

    private static final Instant NOON = Instant.parse("2030-01-31T12:00:00Z");

    private static final HoldFunds HOLD = new HoldFunds("h", "a", "b", 100, "EUR", NOON, "room");

    /** A message as an older version of this system knew it. */
    private interface Before {
        record Note(String text) implements Message {
        }
    }

    /** The same message after a field was added at its end. */
    private interface Now {
        record Note(String text, String colour) implements Message {
        }
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of(new HoldFunds("x", "a", "b", 100, "EUR", NOON, "room"), List.of("holdId")),
                Arguments.of(new HoldFunds("h", "x", "b", 100, "EUR", NOON, "room"), List.of("walletId")),
                Arguments.of(new HoldFunds("h", "a", "x", 100, "EUR", NOON, "room"), List.of("targetWalletId")),
                Arguments.of(new HoldFunds("h", "a", "b", 101, "EUR", NOON, "room"), List.of("amountMinor")),
                Arguments.of(new HoldFunds("h", "a", "b", 100, "USD", NOON, "room"), List.of("currency")),
                Arguments.of(new HoldFunds("h", "a", "b", 100, "EUR", NOON.plusNanos(1_000), "room"),
                        List.of("expiresAt")),
                Arguments.of(new HoldFunds("h", "a", "b", 100, "EUR", null, "room"), List.of("expiresAt")),
                Arguments.of(new HoldFunds("h", "a", "b", 100, "EUR", NOON, null), List.of("reference")),
                Arguments.of(new HoldFunds("h", "b", "a", 100, "EUR", NOON, "room"),
                        List.of("walletId", "targetWalletId")),
                Arguments.of(new HoldFunds("1", "2", "3", 4, "USD", null, null), List.of("holdId", "walletId",
                        "targetWalletId", "amountMinor", "currency", "expiresAt", "reference")));
    }

    static Stream<Arguments> spellings() {
        return Stream.of(
                Arguments.of("{\"walletId\":\"w\",\"ownerId\":\"o\",\"currency\":\"EUR\"}",
                        new OpenWallet("w", "o", "EUR", 0L)),
                Arguments.of("{\"currency\":\"EUR\",\"overdraftLimitMinor\":0,\n\"ownerId\":\"o\",\"walletId\":\"w\"}",
                        new OpenWallet("w", "o", "EUR", null)),
                Arguments.of("{\"walletId\":\"w\",\"mode\":null,\"colour\":\"red\"}",
                        new BlockWallet("w", BlockMode.ALL, null)),
                Arguments.of("{\"holdId\":\"h\",\"final\":true}", new CaptureHold("h", null, null)),
                Arguments.of("{\"holdId\":\"h\",\"walletId\":\"a\",\"targetWalletId\":\"b\",\"amountMinor\":100,"
                        + "\"currency\":\"EUR\",\"expiresAt\":\"2030-01-31T13:00:00.0000009+01:00\","
                        + "\"reference\":\"ro\\u006fm\"}", HOLD));
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void sameContentInAnotherSpellingIsTheSame(String json, Message message) {
        assertThat(Fingerprint.differences(Fingerprint.of(message), Codec.read(json, message.getClass()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void everyChangedFieldIsNamed(HoldFunds other, List<String> differences) {
        assertThat(Fingerprint.differences(Fingerprint.of(HOLD), other)).isEqualTo(differences);
        assertThat(Fingerprint.differences(Fingerprint.of(other), HOLD)).isEqualTo(differences);
    }

    @Test
    void anotherTypeWithTheSameFieldsIsDifferent() {
        assertThat(Fingerprint.differences(Fingerprint.of(new BanPerson("johny", "fraud")),
                new ReinstatePerson("johny", "fraud"))).containsExactly("type");
        assertThat(Fingerprint.differences(Fingerprint.of(new TransferFunds("a", "b", 1, "EUR", null)),
                new WithdrawFunds("a", 1, "EUR", null))).containsExactly("type");
    }

    @Test
    void fingerprintKeptBeforeAFieldWasAddedStillFitsTheSameLetter() {
        assertThat(Fingerprint.differences(Fingerprint.of(new Before.Note("hello")), new Now.Note("hello", null)))
                .isEmpty();
    }

    @Test
    void fieldAddedLaterIsNamedWhenItIsUsed() {
        assertThat(Fingerprint.differences(Fingerprint.of(new Before.Note("hello")), new Now.Note("hello", "red")))
                .containsExactly("colour");
        assertThat(Fingerprint.differences(Fingerprint.of(new Before.Note("hello")), new Now.Note("bye", "red")))
                .containsExactly("text", "colour");
    }

    @Test
    void registrationKeptBeforePersonsHadALocaleStillFitsTheSameLetter() {
        byte[] kept = HexFormat.of().parseHex("0b557f1de01dfe46" + "7831221ef282bdbb" + "96457a4d6bcea799"
                + "f969139f47a98d44" + "a2aea06f4c5597f7" + "82bb059ec10744f3");

        assertThat(Fingerprint.differences(kept, registration(null))).isEmpty();
        assertThat(Fingerprint.differences(kept, registration("de"))).containsExactly("locale");
    }

    @Test
    void fingerprintOfANewerVersionIsComparedInWhatThisVersionKnows() {
        assertThat(Fingerprint.differences(Fingerprint.of(new Now.Note("hello", "red")), new Before.Note("hello")))
                .isEmpty();
        assertThat(Fingerprint.differences(Fingerprint.of(new Now.Note("hello", "red")), new Before.Note("bye")))
                .containsExactly("text");
    }

    @Test
    void textOfAFieldCannotPassForAnAbsentOne() {
        assertThat(Fingerprint.differences(Fingerprint.of(new Now.Note("null", null)), new Now.Note(null, "null")))
                .containsExactly("text", "colour");
    }

    @Property(seed = "20300131", tries = 300)
    void differencesAreExactlyTheFieldsThatDiffer(@ForAll @LongRange(min = 1, max = 3) long amountA,
            @ForAll @LongRange(min = 1, max = 3) long amountB, @ForAll BlockMode targetA, @ForAll BlockMode targetB,
            @ForAll boolean referenceA, @ForAll boolean referenceB) {
        List<String> expected = new ArrayList<>();
        if (targetA != targetB) {
            expected.add("targetWalletId");
        }
        if (amountA != amountB) {
            expected.add("amountMinor");
        }
        if (referenceA != referenceB) {
            expected.add("reference");
        }

        assertThat(Fingerprint.differences(Fingerprint.of(transfer(targetA, amountA, referenceA)),
                transfer(targetB, amountB, referenceB))).isEqualTo(expected);
    }

    private static RegisterPerson registration(String locale) {
        return new RegisterPerson("johny", "John Doe", "john@example.org", "+491701234567", "USD", locale);
    }

    private static TransferFunds transfer(BlockMode target, long amountMinor, boolean reference) {
        return new TransferFunds("a", target.name(), amountMinor, "EUR", reference ? "lunch" : null);
    }
}
