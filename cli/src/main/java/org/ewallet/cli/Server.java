package org.ewallet.cli;

/** Which server runs the services. */
public enum Server {

    /** Two small processes: account, wallet and web API in one, notifications in the other. */
    PAYARA_MICRO("payara-micro"),
    /** One full application server with the one EAR. */
    PAYARA_SERVER("payara-server");

    private final String label;

    Server(String label) {
        this.label = label;
    }

    @Override
    public String toString() {
        return label;
    }
}
