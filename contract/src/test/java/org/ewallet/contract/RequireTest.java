package org.ewallet.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ewallet.contract.account.RegisterPerson;
import org.ewallet.contract.notification.SendSms;
import org.ewallet.contract.wallet.StatementRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows each limit of the contract from both sides. */
class RequireTest {

    private static final String TEXT_200 = "x".repeat(200);
    private static final String ALL_OF_THE_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    @ParameterizedTest
    @ValueSource(strings = {"a", "Z", "0", ".", "_", "-", "..", "johny.EUR", ALL_OF_THE_ALPHABET,
            "0190c8f0-7b1a-7c3e-9d2f-3a5b6c7d8e9f"})
    void idIsAnyTextOfItsAlphabet(String id) {
        assertThat(Require.isId(id)).isTrue();
        assertThat(Require.id("id", id)).isEqualTo(id);
        assertThat(Require.optionalId("id", id)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a:b", "a/b", "a@b", "a\n", "\na", "a\0", "ä", "١", "a+b", "a,b", "a#b"})
    void idHasNoOtherCharacter(String id) {
        assertThat(Require.isId(id)).isFalse();
        assertRefused("id", () -> Require.id("id", id));
        assertRefused("id", () -> Require.optionalId("id", id));
    }

    @Test
    void idHas64CharactersAtMost() {
        assertThat(Require.id("id", "i".repeat(64))).hasSize(64);
        assertRefused("id", () -> Require.id("id", "i".repeat(65)));
    }

    @Test
    void absentIdIsNoId() {
        assertThat(Require.isId(null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 1250, 999_999_999_999_999L, 1_000_000_000_000_000L})
    void amountIsOneToTenToThe15(long amount) {
        assertThat(Require.amount("amountMinor", amount)).isEqualTo(amount);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1_000_000_000_000_001L, Long.MAX_VALUE})
    void amountIsNeitherZeroNorNegativeNorLarger(long amount) {
        assertRefused("amountMinor", () -> Require.amount("amountMinor", amount));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1_000_000_000_000_000L})
    void limitIsZeroToTenToThe15(long limit) {
        assertThat(Require.limit("limit", limit)).isEqualTo(limit);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 1_000_000_000_000_001L, Long.MAX_VALUE})
    void limitIsNeitherNegativeNorLarger(long limit) {
        assertRefused("limit", () -> Require.limit("limit", limit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EUR", "USD", "JPY", "KWD"})
    void currencyIsACodeOfIso4217(String code) {
        assertThat(Require.currency("currency", code)).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eur", "EU", "EURO", "ZZZ", "E\u0000R", "978", "EUR "})
    void otherTextIsNoCurrency(String code) {
        assertRefused("currency", () -> Require.currency("currency", code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "a\ude00b", "\ude00\ud83d", "x\udfff"})
    void textHasNoHalfOfASurrogatePair(String text) {
        assertRefused("text", () -> Require.text("text", text));
        assertRefused("body", () -> Require.body("body", text));
        assertRefused("email", () -> Require.email("email", text + "@example.org"));
        assertThat(Require.text("text", "\ud83d\ude00")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b", "john@example.org", "j.o'h-n+tag@mail.example.org", "jörg@exämple.org"})
    void emailIsLocalPartAndDomain(String email) {
        assertThat(Require.email("email", email)).isEqualTo(email);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "john", "john@", "@example.org", "a@b@c", "a b@c", "a@b c", "John <a@b>",
            "a@b,c@d", "a@b;c", "\"a\"@b", "a@[1]", "a\\@b", "(a)@b", "a:b@c", "a@b\r\nBcc: c@d", "a@b\n", "a\0@b", "a\u0085@b"})
    void otherTextIsNoEmailAddressAndNoHeaderCanBeSmuggledIn(String email) {
        assertRefused("email", () -> Require.email("email", email));
    }

    @Test
    void emailHas254CharactersAtMost() {
        String domain = "@example.org";
        String longest = "j".repeat(254 - domain.length()) + domain;

        assertThat(Require.email("email", longest)).hasSize(254);
        assertRefused("email", () -> Require.email("email", "j" + longest));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+12", "+491701234567", "+123456789012345"})
    void phoneIsTwoTo15DigitsOfE164(String phone) {
        assertThat(Require.phone("phone", phone)).isEqualTo(phone);
        assertThat(Require.optionalPhone("phone", phone)).isEqualTo(phone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "+1", "+0123456", "491701234567", "+1234567890123456", "+49 170 1234567",
            "+49-170", "+49170a", "++49170", "+4917\n", "+٤٩١٧"})
    void otherTextIsNoPhoneNumber(String phone) {
        assertRefused("phone", () -> Require.phone("phone", phone));
        assertRefused("phone", () -> Require.optionalPhone("phone", phone));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de-AT", "DE-at", "zh-Hans-CN", "sr-Latn", "es-419", "sl-nedis", "tlh", "i-klingon",
            "x-elvish", "de-u-nu-latn", "und", "de-Latn-AT-1996-u-nu-latn-x-private"})
    void localeIsAWellFormedLanguageTag(String tag) {
        assertThat(Require.optionalLocale("locale", tag)).isEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "d", "de_AT", "de-", "-de", "de--AT", "de AT", "de-AT ", "dé", "deutschland", "1",
            "de-\u0000", "de-AT\r\nBcc: c@d", "de-Latn-AT-1996-u-nu-latn-x-privates"})
    void otherTextOrALongerOneIsNoLocale(String tag) {
        assertRefused("locale", () -> Require.optionalLocale("locale", tag));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "two words", " inner space kept ", "Zoë 💶", "\"<&>'"})
    void textIsOneLineOfAnyPrintableCharacters(String text) {
        assertThat(Require.text("reference", text)).isEqualTo(text);
        assertThat(Require.optionalText("reference", text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u2003", "two\nlines", "tab\there", "a\rb", "a\0b", "a\u007fb", "a\u0085b"})
    void textIsNeitherBlankNorHasControlCharacters(String text) {
        assertRefused("reference", () -> Require.text("reference", text));
        assertRefused("reference", () -> Require.optionalText("reference", text));
    }

    @Test
    void textHas200CharactersAtMost() {
        assertThat(Require.text("reference", TEXT_200)).isEqualTo(TEXT_200);
        assertRefused("reference", () -> Require.text("reference", TEXT_200 + "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", " ", "\n", "several\r\nlines\twith tabs"})
    void bodyMayHaveSeveralLines(String body) {
        assertThat(Require.body("body", body)).isEqualTo(body);
    }

    @Test
    void bodyIsNeitherEmptyNorHoldsNul() {
        assertRefused("body", () -> Require.body("body", ""));
        assertRefused("body", () -> Require.body("body", "a\0b"));
    }

    @Test
    void bodyHas100000CharactersAtMost() {
        String longest = "x".repeat(100_000);

        assertThat(Require.body("body", longest)).isEqualTo(longest);
        assertRefused("body", () -> Require.body("body", longest + "x"));
    }

    @Test
    void textOfAnSmsHas1000CharactersAtMost() {
        String longest = "x".repeat(1_000);

        assertThat(new SendSms("+491701234567", longest, null).text()).isEqualTo(longest);
        assertRefused("text", () -> new SendSms("+491701234567", longest + "x", null));
    }

    @Test
    void pageOfAStatementHasOneTo500Entries() {
        assertThat(request(1).limit()).isEqualTo(1);
        assertThat(request(500).limit()).isEqualTo(500);
        assertRefused("limit", () -> request(0));
        assertRefused("limit", () -> request(501));
    }

    @Test
    void instantIsCutNotRoundedToMicroseconds() {
        assertThat(Require.optionalInstant(Instant.parse("2030-01-31T12:00:00.123456999Z")))
                .isEqualTo(Instant.parse("2030-01-31T12:00:00.123456Z"));
    }

    @ParameterizedTest
    @NullSource
    void absentOptionalValueStaysAbsent(String absent) {
        assertThat(Require.optionalId("f", absent)).isNull();
        assertThat(Require.optionalText("f", absent)).isNull();
        assertThat(Require.optionalPhone("f", absent)).isNull();
        assertThat(Require.optionalLocale("f", absent)).isNull();
        assertThat(Require.optionalInstant(null)).isNull();
    }

    @Test
    void absentRequiredValueIsRefusedAsRequired() {
        assertRequired(field -> Require.id(field, null));
        assertRequired(field -> Require.currency(field, null));
        assertRequired(field -> Require.text(field, null));
        assertRequired(field -> Require.body(field, null));
        assertRequired(field -> Require.email(field, null));
        assertRequired(field -> Require.phone(field, null));
        assertRequired(field -> Require.present(field, null));
    }

    @Test
    void presentValueIsHandedThrough() {
        Object value = new Object();

        assertThat(Require.present("field", value)).isSameAs(value);
    }

    @Test
    void idOfAPersonLeavesRoomForTheCurrencyOfTheFirstWallet() {
        assertThat(person("p".repeat(60)).personId()).hasSize(60);
        assertRefused("personId", () -> person("p".repeat(61)));
    }

    private static RegisterPerson person(String id) {
        return new RegisterPerson(id, "John", "john@example.org", null, null, null);
    }

    private static StatementRequest request(int limit) {
        return new StatementRequest(null, null, limit, null, StatementRequest.Order.ASC);
    }

    private static void assertRequired(Consumer<String> check) {
        assertThatExceptionOfType(InvalidMessageException.class).isThrownBy(() -> check.accept("field"))
                .withMessage("field is required")
                .extracting(InvalidMessageException::field).isEqualTo("field");
    }

    private static void assertRefused(String field, ThrowingCallable check) {
        assertThatExceptionOfType(InvalidMessageException.class).isThrownBy(check)
                .withMessageStartingWith(field + " must ")
                .extracting(InvalidMessageException::field).isEqualTo(field);
    }
}
