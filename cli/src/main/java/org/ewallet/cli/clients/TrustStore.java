package org.ewallet.cli.clients;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.ewallet.cli.CliException;

/**
 * The certificates that a client of broker or web API trusts.
 *
 * @param file a key store that Java reads (PKCS12 or JKS)
 * @param password its password
 */
public record TrustStore(Path file, String password) {

    /**
     * For clients that trust them alone.
     *
     * @throws CliException if they cannot be read
     */
    public SSLContext context() {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(KeyStore.getInstance(file.toFile(), password.toCharArray()));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new CliException("Cannot read the trusted certificates in " + file + ": " + e.getMessage(), e);
        }
    }

    /** Without the password, so that it gets into no log. */
    @Override
    public String toString() {
        return file.toString();
    }
}
