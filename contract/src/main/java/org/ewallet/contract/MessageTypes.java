package org.ewallet.contract;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The message types of one family (a sealed interface such as {@code WalletCommand}), by name. A new message needs
 * nothing but a record that the sealed interface permits.
 *
 * @param <M> the family
 */
public final class MessageTypes<M extends Message> {

    /** Every CloudEvents type of the platform begins with this. */
    public static final String TYPE_PREFIX = "org.ewallet.";

    private final Map<String, Class<? extends M>> byName;

    private MessageTypes(Map<String, Class<? extends M>> byName) {
        this.byName = byName;
    }

    /**
     * The types that a sealed interface permits.
     *
     * @throws IllegalArgumentException if {@code family} is not sealed
     */
    public static <M extends Message> MessageTypes<M> of(Class<M> family) {
        if (!family.isSealed()) {
            throw new IllegalArgumentException(family + " is not sealed");
        }
        return new MessageTypes<>(Arrays.stream(family.getPermittedSubclasses())
                .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, type -> type.asSubclass(family))));
    }

    /** The record for a short name ({@code TransferFunds}) or a CloudEvents type ({@code org.ewallet.TransferFunds}). */
    public Optional<Class<? extends M>> find(String type) {
        return Optional.ofNullable(byName.get(shortName(type)));
    }

    /** The short names of the family. */
    public java.util.Set<String> names() {
        return byName.keySet();
    }

    /** {@code TransferFunds} for {@code org.ewallet.TransferFunds}; other text is returned as it is. */
    public static String shortName(String type) {
        return type.startsWith(TYPE_PREFIX) ? type.substring(TYPE_PREFIX.length()) : type;
    }

    /** The CloudEvents type of a message record. */
    public static String typeOf(Class<? extends Message> type) {
        return TYPE_PREFIX + type.getSimpleName();
    }
}
