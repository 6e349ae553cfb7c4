package org.ewallet.cli;

/** The processes an installation can consist of, in the order they are started. */
public enum PartName {

    BROKER("broker"),
    POSTGRESQL("postgresql"),
    MAILBOX("mailbox"),
    /** Payara Micro with account, wallet and web API. */
    SERVICES("services"),
    /** Payara Micro with the notification service. */
    NOTIFICATION("notification"),
    /** Payara Server with everything. */
    PAYARA_SERVER("payara-server");

    private final String label;

    PartName(String label) {
        this.label = label;
    }

    @Override
    public String toString() {
        return label;
    }
}
