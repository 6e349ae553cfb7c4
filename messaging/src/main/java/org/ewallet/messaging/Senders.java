package org.ewallet.messaging;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells who a letter is from. The broker vouches for the user who sent it ({@code JMSXUserID}); it is the person of that
 * name, unless it is a trusted system. A trusted system may state for which person it speaks, and the front door must: by
 * the CloudEvents extension "auth context", {@code authtype} and {@code authid}. From anybody else nobody believes that.
 */
public final class Senders {

    /** The systems of this project and those of its demo. */
    public static final Senders STANDARD = of(name -> Optional.empty());

    /** The names of the extension's attributes. */
    static final String AUTH_TYPE = "authtype";
    static final String AUTH_ID = "authid";

    /** Values of the extension's {@code authtype}. */
    static final String USER = "user";
    static final String SYSTEM = "system";

    private static final String DEFAULT_TRUSTED = "sender,operator,shop,account,wallet,notification";
    private static final String DEFAULT_FRONT_DOOR = "frontdoor";

    private final Set<String> trusted;
    private final String frontDoor;

    /**
     * @param trusted broker users that act for anybody; the empty name is that of senders of whom the broker tells nothing
     * @param frontDoor the broker user that speaks for whoever has a token
     */
    public Senders(Set<String> trusted, String frontDoor) {
        this.trusted = Set.copyOf(trusted);
        this.frontDoor = frontDoor;
    }

    /**
     * As an operator has configured it: {@code ewallet.trusted.systems}, names with commas between them, and
     * {@code ewallet.frontdoor.broker.user}.
     *
     * @param settings looks up a setting by its name
     */
    public static Senders of(Function<String, Optional<String>> settings) {
        return new Senders(Stream.of(settings.apply("ewallet.trusted.systems").orElse(DEFAULT_TRUSTED).split(","))
                .map(String::strip).filter(name -> !name.isEmpty()).collect(Collectors.toSet()),
                settings.apply("ewallet.frontdoor.broker.user").orElse(DEFAULT_FRONT_DOOR));
    }

    /** Who a letter is from. */
    public Sender of(Message letter) throws JMSException {
        String user = Objects.requireNonNullElse(letter.getStringProperty("JMSXUserID"), "");
        boolean isTrusted = trusted.contains(user);
        if (isTrusted || user.equals(frontDoor)) {
            String type = Objects.requireNonNullElse(CloudEvents.attribute(letter, AUTH_TYPE), "");
            if (type.equals(USER)) {
                return new Sender(Objects.requireNonNullElse(CloudEvents.attribute(letter, AUTH_ID), ""));
            }
            if (isTrusted || type.equals(SYSTEM)) {
                return Sender.SYSTEM;
            }
        }
        return new Sender(user);
    }
}
