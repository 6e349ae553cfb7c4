package org.ewallet.web.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ewallet.contract.Codec;
import org.ewallet.contract.Command;
import org.ewallet.contract.MessageTypes;
import org.ewallet.contract.account.AccountCommand;
import org.ewallet.contract.notification.NotificationCommand;
import org.ewallet.contract.wallet.TransferFunds;
import org.ewallet.contract.wallet.WalletCommand;
import org.ewallet.web.problem.FieldError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Shows that a sender is told of every field that is wrong at once. */
class BadFieldsTest {

    @ParameterizedTest
    @MethodSource("commands")
    void ifEveryFieldOfACommandIsWrongEveryOneIsNamed(Class<? extends Command> command) {
        List<String> fields = Arrays.stream(command.getRecordComponents()).map(BadFieldsTest::name).toList();
        ObjectNode data = (ObjectNode) Codec.readTree("{}");
        fields.forEach(field -> data.set(field, Codec.readTree("{\"wrong\":[]}")));

        assertThat(BadFields.of(data, command)).extracting(FieldError::field)
                .containsExactlyInAnyOrderElementsOf(fields.stream().map(field -> "data." + field).toList());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void ofAnEmptyLetterEveryRequiredFieldIsNamed(Class<? extends Command> command) {
        ObjectNode data = (ObjectNode) Codec.readTree("{}");

        List<FieldError> errors = BadFields.of(data, command);

        assertThat(errors).isNotEmpty().allMatch(error -> error.detail().contains(error.field().substring("data.".length())));
    }

    @Test
    void whatIsWrongIsToldWithWhatWouldBeRight() {
        assertThat(BadFields.of((ObjectNode) Codec.readTree("{\"sourceWalletId\":\"a b\",\"targetWalletId\":\"b\","
                + "\"amountMinor\":0,\"currency\":\"XXZ\",\"reference\":\"\"}"), TransferFunds.class)).containsExactly(
                new FieldError("data.sourceWalletId", "sourceWalletId must be 1-64 characters of A-Z a-z 0-9 . _ -"),
                new FieldError("data.amountMinor",
                        "amountMinor must be an integer of minor units from 1 to 1000000000000000"),
                new FieldError("data.currency", "currency must be a currency code of ISO 4217, such as EUR"),
                new FieldError("data.reference",
                        "reference must be a line of 1 to 200 characters without control characters and half surrogates"));
    }

    static Stream<Class<? extends Command>> commands() {
        return Stream.of(AccountCommand.class, WalletCommand.class, NotificationCommand.class)
                .flatMap(family -> MessageTypes.of(family).names().stream()
                        .map(name -> MessageTypes.of(family).find(name).orElseThrow()));
    }

    private static String name(RecordComponent component) {
        JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null ? component.getName() : renamed.value();
    }
}
