package org.ewallet.web.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.ewallet.contract.InvalidMessageException;
import org.ewallet.contract.MessageTypes;
import org.ewallet.contract.account.AccountCommand;
import org.ewallet.contract.notification.NotificationCommand;
import org.ewallet.contract.wallet.WalletCommand;
import org.ewallet.web.problem.Problem;
import org.ewallet.web.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Shows which letters the front door takes, for which box, and what it says of the others. */
class DroppedLetterTest {

    private static final String BAN = "{\"personId\":\"johny\"}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "RegisterPerson | account.commands | {'personId':'johny','name':'John','email':'j@example.org'}",
        "BanPerson | account.commands | {'personId':'johny'}",
        "TransferFunds | wallet.commands | {'sourceWalletId':'a','targetWalletId':'b',"
            + "'amountMinor':1,'currency':'EUR'}",
        "CaptureHold | wallet.commands | {'holdId':'h1','final':false}",
        "SendSms | notification.commands | {'to':'+491701234567','text':'hi'}",
    })
    void aLetterGoesIntoTheBoxOfItsType(String type, String box, String data) {
        String json = data.replace('\'', '"');

        DroppedLetter expected = new DroppedLetter("l1", box, "org.ewallet." + type, json);
        assertThat(read(letter(type, json))).isEqualTo(expected);
        assertThat(read(letter("org.ewallet." + type, json))).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandOfTheContractIsKnown(String type) {
        // Bad data is refused only after the type was recognized.
        assertThatThrownBy(() -> read(letter(type, "{}"))).isInstanceOf(ProblemException.class);
    }

    static Stream<String> commands() {
        return Stream.of(AccountCommand.class, WalletCommand.class, NotificationCommand.class)
                .flatMap(family -> MessageTypes.of(family).names().stream());
    }

    @Test
    void fieldsThatOnlyANewerRecipientKnowsArePassedOn() {
        assertThat(read(letter("BanPerson", "{\"personId\":\"johny\",\"until\":\"2031\"}")).data())
                .isEqualTo("{\"personId\":\"johny\",\"until\":\"2031\"}");
    }

    @Test
    void textOutsideOfAsciiIsPassedOn() {
        assertThat(read(letter("BanPerson", "{\"personId\":\"johny\",\"reason\":\"gr\u00fcn \ud83d\ude00\"}")).data())
                .contains("gr\u00fcn \ud83d\ude00");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "{nonsense | ''",
        "{} trailing | ''",
        "{\"type\":\"BanPerson\",\"type\":\"BanPerson\"} | ''",
        "[] | type",
        "{} | type",
        "{\"type\":7,\"data\":{}} | type",
        "{\"type\":\"PersonBanned\",\"data\":{}} | type",
        "{\"type\":\"org.other.BanPerson\",\"data\":{}} | type",
        "{\"type\":\"BanPerson\"} | data",
        "{\"type\":\"BanPerson\",\"data\":null} | data",
        "{\"type\":\"BanPerson\",\"data\":[]} | data",
    })
    void aLetterOfAnotherFormIsRefusedWithTheFieldThatIsWrong(String body, String field) {
        InvalidMessageException refusal = catchThrowableOfType(InvalidMessageException.class, () -> read(body));

        assertThat(refusal.field()).isEqualTo(field.replace("'", ""));
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        assertThatThrownBy(() -> DroppedLetter.read("l1", new byte[] {'"', (byte) 0xff, '"'}))
                .isInstanceOf(InvalidMessageException.class).hasMessageContaining("UTF-8");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "DepositFunds | {\"walletId\":\"a\",\"amountMinor\":0,\"currency\":\"EUR\"} | data.amountMinor",
        "DepositFunds | {\"walletId\":\"a\",\"amountMinor\":\"5\",\"currency\":\"EUR\"} | data.amountMinor",
        "DepositFunds | {\"walletId\":\"a\",\"amountMinor\":1.5,\"currency\":\"EUR\"} | data.amountMinor",
        "DepositFunds | {\"walletId\":\"a\",\"amountMinor\":5,\"currency\":\"XXZ\"} | data.currency",
        "DepositFunds | {\"walletId\":\"a b\",\"amountMinor\":5,\"currency\":\"EUR\"} | data.walletId",
        "BanPerson | {} | data.personId",
        "HoldFunds | {\"holdId\":\"h\",\"expiresAt\":\"soon\"} | data.expiresAt",
    })
    void dataThatBreaksTheContractIsAProblemThatNamesTheField(String type, String data, String field) {
        Problem problem = catchThrowableOfType(ProblemException.class, () -> read(letter(type, data))).problem();

        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.type()).isEqualTo("urn:ewallet:problem:invalid-data");
        assertThat(problem.field()).isEqualTo(field);
    }

    @Test
    void theRefusalOfAnUnknownTypeListsTheKnownOnes() {
        assertThatThrownBy(() -> read(letter("Nonsense", BAN)))
                .hasMessageStartingWith("type must be one of BanPerson, BlockWallet,").hasMessageContaining("SendSms");
    }

    private static DroppedLetter read(String body) {
        return DroppedLetter.read("l1", body.getBytes(StandardCharsets.UTF_8));
    }

    private static String letter(String type, String data) {
        return "{\"type\":\"" + type + "\",\"data\":" + data + "}";
    }
}
