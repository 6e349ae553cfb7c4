package org.ewallet.cli;

/** Where the services keep their tables. */
public enum Database {

    /** Files in the run directory; nothing to install. */
    H2("h2"),
    /** A server: one that is there already, or one that we start. */
    POSTGRESQL("postgresql");

    private final String label;

    Database(String label) {
        this.label = label;
    }

    @Override
    public String toString() {
        return label;
    }
}
