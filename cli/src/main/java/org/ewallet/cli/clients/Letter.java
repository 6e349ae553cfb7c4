package org.ewallet.cli.clients;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.uuid.Generators;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ewallet.contract.Destinations;
import org.ewallet.contract.MessageTypes;
import org.ewallet.contract.account.AccountCommand;
import org.ewallet.contract.notification.NotificationCommand;
import org.ewallet.contract.wallet.WalletCommand;

/**
 * One letter as a sender outside writes it. The data is text that nothing here checks: it is the receiver who says what
 * is wrong with it.
 *
 * @param id the idempotency key
 * @param type the short name, such as {@code TransferFunds}
 * @param data the body, JSON
 */
public record Letter(String id, String type, String data) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MessageTypes<AccountCommand> ACCOUNT = MessageTypes.of(AccountCommand.class);
    private static final MessageTypes<WalletCommand> WALLET = MessageTypes.of(WalletCommand.class);
    private static final MessageTypes<NotificationCommand> NOTIFICATION = MessageTypes.of(NotificationCommand.class);

    /** A letter with an id of its own. */
    public static Letter of(String type, Map<String, ?> data) {
        return of(newId(), type, data);
    }

    /** The same, with the names and values of the data in their order: {@code "walletId", "johny.EUR", ...}. */
    public static Letter with(String type, Object... namesAndValues) {
        Map<String, Object> data = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            data.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return of(type, data);
    }

    public static Letter of(String id, String type, Map<String, ?> data) {
        try {
            return new Letter(id, type, JSON.writeValueAsString(data));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Data that cannot be written as JSON: " + data, e);
        }
    }

    /** An id that nobody else makes up, and that sorts by time. */
    public static String newId() {
        return Generators.timeBasedEpochGenerator().generate().toString();
    }

    /** The box that letters of this type belong into; empty if it is no command of the contract. */
    public static Optional<String> box(String type) {
        if (ACCOUNT.find(type).isPresent()) {
            return Optional.of(Destinations.ACCOUNT_COMMANDS);
        }
        if (WALLET.find(type).isPresent()) {
            return Optional.of(Destinations.WALLET_COMMANDS);
        }
        return NOTIFICATION.find(type).map(known -> Destinations.NOTIFICATION_COMMANDS);
    }

    /** Every command there is, for telling people. */
    public static Stream<String> commands() {
        return Stream.of(ACCOUNT.names(), WALLET.names(), NOTIFICATION.names())
                .flatMap(names -> names.stream().sorted());
    }
}
