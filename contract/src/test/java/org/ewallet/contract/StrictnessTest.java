package org.ewallet.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ewallet.contract.account.BanPerson;
import org.ewallet.contract.account.RegisterPerson;
import org.ewallet.contract.account.ReinstatePerson;
import org.ewallet.contract.notification.SendEmail;
import org.ewallet.contract.notification.SendSms;
import org.ewallet.contract.order.OrderPlaced;
import org.ewallet.contract.wallet.BlockWallet;
import org.ewallet.contract.wallet.CaptureHold;
import org.ewallet.contract.wallet.CloseWallet;
import org.ewallet.contract.wallet.DepositFunds;
import org.ewallet.contract.wallet.HoldFunds;
import org.ewallet.contract.wallet.OpenWallet;
import org.ewallet.contract.wallet.ReleaseHold;
import org.ewallet.contract.wallet.ReverseTransfer;
import org.ewallet.contract.wallet.TransferFunds;
import org.ewallet.contract.wallet.UnblockWallet;
import org.ewallet.contract.wallet.WithdrawFunds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Shows for every letter that others may send, field by field, that a required field must be there, that an optional
 * one may be absent or null, and that a value of a wrong JSON type is refused by the name of its field.
 */
class StrictnessTest {

    private static final Map<Class<? extends Message>, Set<String>> REQUIRED = Map.ofEntries(
            Map.entry(RegisterPerson.class, Set.of("personId", "name", "email")),
            Map.entry(BanPerson.class, Set.of("personId")),
            Map.entry(ReinstatePerson.class, Set.of("personId")),
            Map.entry(OpenWallet.class, Set.of("walletId", "ownerId", "currency")),
            Map.entry(CloseWallet.class, Set.of("walletId")),
            Map.entry(BlockWallet.class, Set.of("walletId")),
            Map.entry(UnblockWallet.class, Set.of("walletId")),
            Map.entry(DepositFunds.class, Set.of("walletId", "amountMinor", "currency")),
            Map.entry(WithdrawFunds.class, Set.of("walletId", "amountMinor", "currency")),
            Map.entry(TransferFunds.class, Set.of("sourceWalletId", "targetWalletId", "amountMinor", "currency")),
            Map.entry(HoldFunds.class, Set.of("holdId", "walletId", "targetWalletId", "amountMinor", "currency")),
            Map.entry(CaptureHold.class, Set.of("holdId")),
            Map.entry(ReleaseHold.class, Set.of("holdId")),
            Map.entry(ReverseTransfer.class, Set.of("transferId")),
            Map.entry(SendEmail.class, Set.of("to", "subject", "body")),
            Map.entry(SendSms.class, Set.of("to", "text")),
            Map.entry(OrderPlaced.class, Set.of("orderId", "personId", "amountMinor", "currency", "merchantWalletId")));

    static Stream<Arguments> requiredFields() {
        return letters().flatMap(type -> fields(type).filter(REQUIRED.get(type)::contains)
                .map(field -> Arguments.of(type, field)));
    }

    static Stream<Arguments> optionalFields() {
        return letters().flatMap(type -> fields(type).filter(field -> !REQUIRED.get(type).contains(field))
                .map(field -> Arguments.of(type, field)));
    }

    static Stream<Arguments> allFields() {
        return Stream.concat(requiredFields(), optionalFields());
    }

    @Test
    void everyLetterThatOthersMaySendIsCoveredHere() {
        assertThat(REQUIRED.keySet()).isEqualTo(Samples.all()
                .filter(sample -> sample instanceof Command || sample instanceof OrderPlaced)
                .map(Record::getClass).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("requiredFields")
    void requiredFieldMustBeThere(Class<? extends Message> type, String field) {
        ObjectNode letter = Golden.json(type);
        letter.remove(field);

        assertRefused(letter, type, field);
    }

    @ParameterizedTest
    @MethodSource("requiredFields")
    void requiredFieldMustNotBeNull(Class<? extends Message> type, String field) {
        assertRefused(Golden.json(type).putNull(field), type, field);
    }

    @ParameterizedTest
    @MethodSource("optionalFields")
    void optionalFieldMayBeAbsentOrNull(Class<? extends Message> type, String field) {
        ObjectNode absent = Golden.json(type);
        absent.remove(field);

        Message message = Codec.read(absent, type);

        assertThat(Codec.read(Golden.json(type).putNull(field), type)).isEqualTo(message);
        assertThatNoException().isThrownBy(() -> Codec.read(Codec.write(message), type));
    }

    @ParameterizedTest
    @MethodSource("allFields")
    void valueOfWrongTypeIsRefusedByTheNameOfItsField(Class<? extends Message> type, String field) {
        assertThat(valuesUnlike(Golden.json(type).get(field))).isNotEmpty()
                .allSatisfy(value -> assertRefused(Golden.json(type).set(field, Codec.readTree(value)), type, field));
    }

    private static void assertRefused(JsonNode letter, Class<? extends Message> type, String field) {
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> Codec.read(letter.toString(), type))
                .withMessageStartingWith(field + " ")
                .extracting(InvalidMessageException::field).isEqualTo(field);
    }

    private static Stream<Class<? extends Message>> letters() {
        return REQUIRED.keySet().stream().sorted((a, b) -> a.getSimpleName().compareTo(b.getSimpleName()));
    }

    private static Stream<String> fields(Class<?> type) {
        Set<String> names = new TreeSet<>();
        Golden.json(type).fieldNames().forEachRemaining(names::add);
        return names.stream();
    }

    private static Stream<String> valuesUnlike(JsonNode value) {
        List<String> scalars = switch (value.getNodeType()) {
            case STRING -> List.of("1", "1.5", "true");
            case NUMBER -> List.of("\"" + value + "\"", value + ".0", "0.5", "1e3", "true", "\"\"");
            case BOOLEAN -> List.of("\"" + value + "\"", "0", "1", "1.0", "\"\"");
            default -> throw new IllegalArgumentException("no letter has a field such as " + value);
        };
        return Stream.concat(scalars.stream(), Stream.of("{}", "[]", "[" + value + "]"));
    }
}
