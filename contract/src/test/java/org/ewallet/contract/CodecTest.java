package org.ewallet.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.UncheckedIOException;
import java.time.Instant;
import org.ewallet.contract.account.BanPerson;
import org.ewallet.contract.account.PersonRegistered;
import org.ewallet.contract.account.RegisterPerson;
import org.ewallet.contract.notification.NotificationPage;
import org.ewallet.contract.wallet.BlockMode;
import org.ewallet.contract.wallet.BlockWallet;
import org.ewallet.contract.wallet.CaptureHold;
import org.ewallet.contract.wallet.DepositFunds;
import org.ewallet.contract.wallet.HoldFunds;
import org.ewallet.contract.wallet.OpenWallet;
import org.ewallet.contract.wallet.ReleaseHold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows what the codec takes for a record, what it refuses, and how it says so. */
class CodecTest {

    @Test
    void jsonIsCompactAndLeavesAbsentFieldsOut() {
        assertThat(Codec.write(new BanPerson("johny", null))).isEqualTo("{\"personId\":\"johny\"}");
    }

    @Test
    void valueThatIsNoRecordOfOursCannotBeWritten() {
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> Codec.write(new Object()))
                .withMessageContaining("java.lang.Object");
    }

    @Test
    void absentOptionalFieldsOfLettersGetTheirDefaults() {
        assertThat(Codec.read("{\"personId\":\"johny\",\"name\":\"John\",\"email\":\"j@example.org\"}",
                RegisterPerson.class))
                .isEqualTo(new RegisterPerson("johny", "John", "j@example.org", null, "EUR", null));
        assertThat(Codec.read("{\"walletId\":\"w\",\"ownerId\":\"o\",\"currency\":\"EUR\"}", OpenWallet.class))
                .isEqualTo(new OpenWallet("w", "o", "EUR", 0L));
        assertThat(Codec.read("{\"walletId\":\"w\"}", BlockWallet.class))
                .isEqualTo(new BlockWallet("w", BlockMode.ALL, null));
        assertThat(Codec.read("{\"holdId\":\"h\"}", CaptureHold.class)).isEqualTo(new CaptureHold("h", null, true));
    }

    @Test
    void eventsHaveNoDefaultsBecauseTheirSenderKnowsEverything() {
        assertRefused("{\"personId\":\"johny\",\"name\":\"John\",\"email\":\"j@example.org\"}", PersonRegistered.class,
                "currency");
    }

    @Test
    void unknownFieldsAreIgnoredWhateverTheirValue() {
        assertThat(Codec.read("{\"holdId\":\"h\",\"colour\":\"red\",\"n\":1.5,\"o\":{\"holdId\":7},\"a\":[null]}",
                ReleaseHold.class)).isEqualTo(new ReleaseHold("h"));
    }

    @Test
    void orderOfFieldsAndWhiteSpaceMakeNoDifference() {
        assertThat(Codec.read(" {\n \"reason\" : \"fraud\",\t\"personId\":\"johny\" }\r\n", BanPerson.class))
                .isEqualTo(new BanPerson("johny", "fraud"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{\"holdId\":\"h\"", "{'holdId':'h'}", "{holdId:\"h\"}", "<xml/>", "NaN",
            "{\"holdId\":\"h\",}", "{\"holdId\":\"h\"} {}", "{\"holdId\":\"h\"}x", "{\"holdId\":\"h\"}\0",
            "{\"holdId\":\"h\",\"holdId\":\"h\"}", "{\"holdId\":\"h\",\"x\":{\"y\":1,\"y\":2}}"})
    void textThatIsNotOneWellFormedJsonValueIsRefused(String text) {
        assertThatExceptionOfType(InvalidMessageException.class).isThrownBy(() -> Codec.read(text, ReleaseHold.class));
        assertThatExceptionOfType(InvalidMessageException.class).isThrownBy(() -> Codec.read(text, BanPerson.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "7", "\"h\"", "\"\"", "[]", "[\"h\"]", "[{\"holdId\":\"h\"}]"})
    void jsonThatIsNoObjectIsRefusedAsAWhole(String json) {
        assertRefused(json, ReleaseHold.class, "");
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> Codec.read(Codec.readTree("{\"x\":" + json + "}").get("x"), ReleaseHold.class));
    }

    @Test
    void endlessNestingIsRefused() {
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> Codec.read("{\"x\":" + "[".repeat(100_000), ReleaseHold.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "-9223372036854775809", "1000000000000000000000000000000"})
    void integerBeyond64BitsIsRefusedByTheNameOfItsField(String number) {
        assertRefused("{\"walletId\":\"w\",\"currency\":\"EUR\",\"amountMinor\":" + number + "}", DepositFunds.class,
                "amountMinor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"SOME\"", "\"all\"", "\"\"", "\" \"", "\"2\"", "0", "2"})
    void onlyTheNamesOfAnEnumAreValues(String mode) {
        assertRefused("{\"walletId\":\"w\",\"mode\":" + mode + "}", BlockWallet.class, "mode");
    }

    @ParameterizedTest
    @ValueSource(strings = {"amountMinor", "final"})
    void blankTextIsNoAbsentField(String field) {
        assertRefused("{\"holdId\":\"h\",\"" + field + "\":\" \"}", CaptureHold.class, field);
        assertRefused("{\"holdId\":\"h\",\"" + field + "\":\"\"}", CaptureHold.class, field);
    }

    @Test
    void limitOfTheContractIsReportedInItsOwnWords() {
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> Codec.read("{\"walletId\":\"w\",\"currency\":\"EUR\",\"amountMinor\":0}",
                        DepositFunds.class))
                .withMessage("amountMinor must be an integer of minor units from 1 to 1000000000000000")
                .extracting(InvalidMessageException::field).isEqualTo("amountMinor");
    }

    @Test
    void fieldInsideOfAListIsNamedByItsPath() {
        assertRefused(Golden.text(NotificationPage.class).replace("\"attempts\": 2", "\"attempts\": \"2\""),
                NotificationPage.class, "notifications.[0].attempts");
    }

    @ParameterizedTest
    @CsvSource({
        "2030-01-31T12:00:00Z, 2030-01-31T12:00:00Z",
        "2030-01-31t12:00:00z, 2030-01-31T12:00:00Z",
        "2030-01-31T12:00:00.5Z, 2030-01-31T12:00:00.500Z",
        "2030-01-31T12:00:00.123456Z, 2030-01-31T12:00:00.123456Z",
        "2030-01-31T13:00:00+01:00, 2030-01-31T12:00:00Z",
        "2030-01-30T23:45:00-12:15, 2030-01-31T12:00:00Z",
        "2028-02-29T12:00:00+00:00, 2028-02-29T12:00:00Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999Z"})
    void timesOfRfc3339AreInstants(String text, Instant instant) {
        assertThat(hold(text).expiresAt()).isEqualTo(instant);
        assertThat(Codec.instant("at", text)).isEqualTo(instant);
    }

    @Test
    void timeOfAHoldIsCutToMicroseconds() {
        assertThat(hold("2030-01-31T12:00:00.123456789Z").expiresAt())
                .isEqualTo(Instant.parse("2030-01-31T12:00:00.123456Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "tomorrow", "2030-01-31", "12:00:00Z", "2030-01-31T12:00:00", "1893499200",
            "2030-01-31T12:00Z", "2030-01-31T12:00:00+01:00:30", "2030-01-31T12:00:00+01", "2030-01-31T12:00:00.Z",
            "2030-01-31 12:00:00Z", "2030-02-30T12:00:00Z", "2030-01-31T25:00:00Z", "2030-01-31T12:00:00Z ",
            "2030-01-31T12:00:00Europe/Berlin", "30-01-31T12:00:00Z",
            "+10000-01-01T00:00:00Z", "-0001-12-31T00:00:00Z", "+999999999-12-31T23:59:59Z",
            "9999-12-31T23:59:59-01:00", "0000-01-01T00:00:00+01:00"})
    void otherTextIsNoInstant(String text) {
        assertRefused(holdJson("\"" + text + "\""), HoldFunds.class, "expiresAt");
        assertThatExceptionOfType(InvalidMessageException.class).isThrownBy(() -> Codec.instant("at", text))
                .withMessage("at must be a time of RFC 3339, such as 2030-01-31T12:00:00Z")
                .extracting(InvalidMessageException::field).isEqualTo("at");
    }

    private static HoldFunds hold(String expiresAt) {
        return Codec.read(holdJson("\"" + expiresAt + "\""), HoldFunds.class);
    }

    private static String holdJson(String expiresAt) {
        return Golden.json(HoldFunds.class).set("expiresAt", Codec.readTree(expiresAt)).toString();
    }

    private static void assertRefused(String json, Class<?> type, String field) {
        assertThatExceptionOfType(InvalidMessageException.class).isThrownBy(() -> Codec.read(json, type))
                .extracting(InvalidMessageException::field).isEqualTo(field);
    }
}
