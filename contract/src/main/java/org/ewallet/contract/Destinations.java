package org.ewallet.contract;

import java.util.Optional;

/** The addresses at the broker: one queue per service for commands, one topic per subject for events. */
public final class Destinations {

    public static final String ACCOUNT_COMMANDS = "account.commands";
    public static final String WALLET_COMMANDS = "wallet.commands";
    public static final String NOTIFICATION_COMMANDS = "notification.commands";

    public static final String ACCOUNT_EVENTS = "account.events";
    public static final String WALLET_EVENTS = "wallet.events";
    public static final String ORDER_EVENTS = "order.events";
    public static final String NOTIFICATION_EVENTS = "notification.events";

    /** What operators did with letters that were put aside, one record each; only ever added to. */
    public static final String OPERATIONS_ACTS = "operations.acts";

    /** Orders of operators to put the past of a service's topic into a new subscription; that service reads them. */
    public static final String ACCOUNT_REPLAYS = "account.replays";
    public static final String WALLET_REPLAYS = "wallet.replays";
    public static final String NOTIFICATION_REPLAYS = "notification.replays";

    private static final String INVALID_SUFFIX = ".invalid";
    private static final String DEAD_SUFFIX = ".dead";
    private static final String ACCEPTED_SUFFIX = ".accepted";
    private static final String EXPIRED_SUFFIX = ".expired";

    private Destinations() {
    }

    /** The box for orders to replay the events of a topic; empty if nobody here keeps them. */
    public static Optional<String> replays(String topic) {
        return switch (topic) {
            case ACCOUNT_EVENTS -> Optional.of(ACCOUNT_REPLAYS);
            case WALLET_EVENTS -> Optional.of(WALLET_REPLAYS);
            case NOTIFICATION_EVENTS -> Optional.of(NOTIFICATION_REPLAYS);
            default -> Optional.empty();
        };
    }

    /** The box for letters of {@code box} that can never be read. */
    public static String invalid(String box) {
        return box + INVALID_SUFFIX;
    }

    /** The box for letters of {@code box} whose retries are used up. */
    public static String dead(String box) {
        return box + DEAD_SUFFIX;
    }

    /** Where the broker puts a receipt for every letter that it accepts into {@code box}. */
    public static String accepted(String box) {
        return box + ACCEPTED_SUFFIX;
    }

    /** Where the broker puts the letters of {@code box} whose time to live is over. */
    public static String expired(String box) {
        return box + EXPIRED_SUFFIX;
    }
}
