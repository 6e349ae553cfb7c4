package org.ewallet.cli;

import java.util.Locale;

/** The users of the broker; what each may do is written in {@code server-config/broker/broker.xml}. */
public enum BrokerUser {
    ACCOUNT, WALLET, NOTIFICATION,
    /** The letter drop of the web API. */
    FRONTDOOR,
    /** A system outside that sends commands. */
    SENDER,
    /** A system outside that publishes orders. */
    SHOP,
    /** Operators: console and management. */
    OPERATOR,
    /** Persons of the demo, who send commands about what is theirs. */
    JOHNY, MARY;

    /** The name it logs in with. */
    public String login() {
        return name().toLowerCase(Locale.ROOT);
    }
}
