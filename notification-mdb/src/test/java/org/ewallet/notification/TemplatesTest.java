package org.ewallet.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.ewallet.contract.Message;
import org.ewallet.contract.Reason;
import org.ewallet.contract.account.PersonBanned;
import org.ewallet.contract.account.PersonReinstated;
import org.ewallet.contract.wallet.OrderPaid;
import org.ewallet.contract.wallet.OrderPaymentRejected;
import org.ewallet.contract.wallet.TransferCompleted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {

    private static final List<String> LANGUAGES = List.of("en", "de");
    private static final OrderPaid PAID = new OrderPaid("o-17", "johny", "johny.EUR", "shop.EUR", 999, "EUR");

    static Stream<Arguments> everyMailInEveryLanguage() {
        return LANGUAGES.stream().flatMap(language -> Stream.of(Letters.JOHNY, Letters.TO_JOHNY, PAID,
                        refused(Reason.INSUFFICIENT_FUNDS), new PersonBanned("johny", "fraud"))
                .map(cause -> Arguments.of(language, cause)));
    }

    static Stream<Arguments> everyReasonInEveryLanguage() {
        return LANGUAGES.stream().flatMap(language ->
                Arrays.stream(Reason.values()).map(reason -> Arguments.of(language, reason)));
    }

    @Test
    void aPersonIsWelcomedByName() {
        Text text = text(Letters.JOHNY, "en");

        assertThat(text.subject()).isEqualTo("Welcome to E-Wallet");
        assertThat(text.body()).isEqualTo("""
                Hello Johny,

                Welcome to E-Wallet. Your wallet in EUR is ready to be used.

                Your E-Wallet

                This mail was sent automatically. Please do not reply to it.
                """);
    }

    @Test
    void aTransferIsToldWithAmountSenderAndReference() {
        Text text = text(Letters.TO_JOHNY, "de");

        assertThat(text.subject()).isEqualTo("Sie haben 12,50\u00a0€ erhalten");
        assertThat(text.body()).isEqualTo("""
                Hallo Johny,

                mary hat Ihnen 12,50\u00a0€ geschickt. Das Geld ist jetzt in Ihrer Geldbörse.

                Betrag: 12,50\u00a0€
                Von: mary
                Verwendungszweck: lunch

                Ihre E-Wallet

                Diese Mail wurde automatisch verschickt. Bitte antworten Sie nicht darauf.
                """);
    }

    @Test
    void aTransferWithoutReferenceSaysNothingOfOne() {
        assertThat(text(transfer(5, "EUR", null), "en").body()).contains("€0.05").doesNotContain("Reference", "null");
    }

    @ParameterizedTest
    @MethodSource("everyMailInEveryLanguage")
    void everyMailSaysTheSameAsTextAndAsHtml(String language, Message cause) {
        Text text = text(cause, language);

        assertThat(text.html()).startsWith("<!doctype html>\n<html lang=\"" + language + "\">")
                .contains("<title>" + text.subject() + "</title>");
        for (String line : text.body().lines().filter(line -> !line.isBlank()).toList()) {
            for (String part : line.split(": ")) {
                assertThat(text.html()).contains(part);
            }
        }
        assertThat(text.subject() + text.body() + text.html()).doesNotContain("{{", "}}", "null");
        assertThat(text.html()).doesNotContain("<script", "<img", "http:", "https:", "src=", "url(");
    }

    @ParameterizedTest
    @CsvSource({"en, You received €12.50", "en-GB, You received €12.50", "en-u-nu-arab, You received €12.50",
            "de, 'Sie haben 12,50\u00a0€ erhalten'", "DE-de, 'Sie haben 12,50\u00a0€ erhalten'",
            "de-AT, 'Sie haben €\u00a012,50 erhalten'", "de-CH-1996, Sie haben EUR\u00a012.50 erhalten"})
    void aPersonIsWrittenToInTheirLanguageAndNumbersAreAsInTheirCountry(String locale, String subject) {
        assertThat(text(Letters.TO_JOHNY, locale).subject()).isEqualTo(subject);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"fr", "ar-EG", "zh-Hans-CN", "und", "x-elvish", "i-klingon"})
    void whoseLanguageIsNotSpokenIsWrittenToInEnglishWhateverTheLanguageOfTheServer(String locale) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(text(Letters.TO_JOHNY, locale).subject()).isEqualTo("You received €12.50");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, EUR, '0,01\u00a0€'", "1000000000000000, EUR, '10.000.000.000.000,00\u00a0€'",
            "999999999999999, EUR, '9.999.999.999.999,99\u00a0€'", "1250, JPY, '1.250\u00a0¥'",
            "1250, KWD, '1,250\u00a0KWD'", "1250, XAU, '1.250\u00a0XAU'"})
    void amountsHaveTheDigitsOfTheirCurrency(long amountMinor, String currency, String money) {
        assertThat(text(transfer(amountMinor, currency, null), "de").body()).contains("Betrag: " + money + "\n");
    }

    @ParameterizedTest
    @MethodSource("everyReasonInEveryLanguage")
    void aRefusedPaymentIsExplainedInWords(String language, Reason reason) {
        String body = text(refused(reason), language).body();

        assertThat(body).contains("o-17").containsPattern(": [a-zäöüS][^.]{10,}\\. ").doesNotContain(reason.name());
    }

    @Test
    void theReasonIsTheOneOfTheRefusal() {
        assertThat(text(refused(Reason.INSUFFICIENT_FUNDS), "en").body()).contains("Your order o-17 could not be paid"
                + " from your wallet: there is not enough money in your wallet. No money was moved.");
        assertThat(text(refused(Reason.WALLET_BLOCKED), "de").body()).contains("gesperrt");
        assertThat(text(refused(Reason.HOLD_EXPIRED), "en").body()).contains("the payment was refused");
    }

    @Test
    void aBannedPersonIsNotToldWhatIsInTheRecord() {
        Text text = text(new PersonBanned("johny", "suspected of fraud"), "en");

        assertThat(text.body()).contains("Your account is blocked");
        assertThat(text.subject() + text.body() + text.html()).doesNotContain("fraud");
    }

    @Test
    void nothingFromOutsideBecomesHtmlOrATemplate() {
        Contact mallory = new Contact("mallory", "<script>alert('1')</script> & \"Co\" {{footer}}", "m@example.org",
                null, "en");
        Text text = Templates.text(transfer(1, "EUR", "</td><img src=x onerror=alert(1)>{{{greeting}}}"), mallory);

        assertThat(text.html()).doesNotContain("<script", "<img", "onerror=alert(1)")
                .contains("Hello &lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;Co&quot; {{footer}},",
                        "&lt;/td&gt;&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt;{{{greeting}}}");
        assertThat(text.body()).contains("Hello <script>alert('1')</script> & \"Co\" {{footer}},",
                "Reference: </td><img src=x onerror=alert(1)>{{{greeting}}}\n");
    }

    @Test
    void aNameOfAnyScriptIsWrittenAsItIs() {
        String name = "محمد Žofia 日本 🎉";
        Text text = Templates.text(Letters.JOHNY, new Contact("m", name, "m@example.org", null, "en"));

        assertThat(text.body()).startsWith("Hello " + name + ",\n");
        assertThat(text.html()).contains("Hello " + name + ",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u2028", "\u2029"})
    void aReferenceIsOneLine(String intruder) {
        Text text = text(transfer(1, "EUR", "lunch" + intruder + "Amount: 1000"), "en");

        assertThat(text.body()).contains("\nReference: lunch Amount: 1000\n");
        assertThat(text.html()).contains(">lunch Amount: 1000<");
    }

    @Test
    void lettersBringTheirOwnWords() {
        assertThat(Templates.text(Letters.MAIL, null)).isEqualTo(new Text("Subject", "Body", null));
        assertThat(Templates.text(Letters.SMS, null)).isEqualTo(new Text(null, "Your code is 4711", null));
    }

    @Test
    void thereIsNoTextForWhatNobodyIsTold() {
        assertThatIllegalArgumentException().isThrownBy(() -> text(new PersonReinstated("johny", null), "en"));
    }

    private static Text text(Message message, String locale) {
        return Templates.text(message, new Contact("johny", "Johny", "johny@example.org", null, locale));
    }

    private static OrderPaymentRejected refused(Reason reason) {
        return new OrderPaymentRejected("o-17", "johny", "shop.EUR", 999, "EUR", reason);
    }

    private static TransferCompleted transfer(long amountMinor, String currency, String reference) {
        return new TransferCompleted("t1", "mary.EUR", "mary", "johny.EUR", "johny", amountMinor, currency, reference);
    }
}
