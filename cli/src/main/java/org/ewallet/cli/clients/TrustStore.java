package org.ewallet.cli.clients;

import java.nio.file.Path;

/**
 * The certificates that a client of the broker trusts.
 *
 * @param file a key store that Java reads (PKCS12 or JKS)
 * @param password its password
 */
public record TrustStore(Path file, String password) {

    /** Without the password, so that it gets into no log. */
    @Override
    public String toString() {
        return file.toString();
    }
}
