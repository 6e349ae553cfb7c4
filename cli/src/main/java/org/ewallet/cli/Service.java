package org.ewallet.cli;

import java.util.Locale;

/** The services that have tables of their own; each has a database role and a schema of the same name. */
public enum Service {
    ACCOUNT, WALLET, NOTIFICATION;

    /** The name of its role and schema. */
    public String role() {
        return name().toLowerCase(Locale.ROOT);
    }
}
