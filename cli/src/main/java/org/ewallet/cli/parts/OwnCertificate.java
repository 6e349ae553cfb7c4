package org.ewallet.cli.parts;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ewallet.cli.CliException;
import org.ewallet.cli.PartName;
import org.ewallet.cli.PrivateFiles;
import org.ewallet.cli.RunDirectory;
import org.ewallet.cli.Secrets;

/**
 * The certificate of broker and web API on a development machine: for {@code localhost} and 127.0.0.1, signed by itself,
 * made at the first start with TLS and kept. The key is in one key store, for the servers; the certificate in another, for
 * their clients.
 */
public final class OwnCertificate {

    private static final String ALIAS = "ewallet";
    private static final String TYPE = "PKCS12";
    private static final String DAYS = "3650";
    private static final long LIMIT_SECONDS = 60;
    private static final String PASSWORD_VARIABLE = "EWALLET_KEY_STORE_PASSWORD";

    private final RunDirectory run;
    private final Secrets secrets;
    private final String names;

    public OwnCertificate(RunDirectory run, Secrets secrets) {
        this(run, secrets, "dns:localhost,ip:127.0.0.1");
    }

    /** For other names, as keytool writes them: {@code dns:broker.example.org}. */
    OwnCertificate(RunDirectory run, Secrets secrets, String names) {
        this.names = names;
        this.run = run;
        this.secrets = secrets;
    }

    /**
     * Makes both key stores if they are not there yet.
     *
     * @throws CliException if that fails
     */
    public void make() {
        Path keyStore = run.keyStore();
        if (Files.notExists(keyStore)) {
            PrivateFiles.directory(keyStore.getParent());
            Path draft = keyStore.resolveSibling(keyStore.getFileName() + ".new");
            try {
                Files.deleteIfExists(draft);
                generateKey(draft);
                writeTrustStore(draft);
                // Last: where the key store is, everything is.
                Files.move(draft, keyStore, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException | GeneralSecurityException e) {
                throw new CliException("Cannot make a certificate in " + keyStore.getParent() + ": "
                        + e.getMessage(), e);
            }
        }
    }

    private void generateKey(Path file) throws IOException {
        Path log = run.log(PartName.BROKER);
        ProcessBuilder keytool = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
                "-alias", ALIAS, "-keyalg", "EC", "-groupname", "secp256r1", "-validity", DAYS,
                "-dname", "CN=localhost, O=E-Wallet development",
                "-ext", "SAN=" + names, "-ext", "EKU=serverAuth",
                "-storetype", TYPE, "-keystore", file.toString(), "-storepass:env", PASSWORD_VARIABLE))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        keytool.environment().put(PASSWORD_VARIABLE, secrets.keyStore());
        Process process = keytool.start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new CliException("The JDK's keytool could not make a certificate. Read " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("Interrupted while keytool made a certificate.", e);
        }
        PrivateFiles.restrict(file);
    }

    private void writeTrustStore(Path keyStore) throws IOException, GeneralSecurityException {
        KeyStore own = KeyStore.getInstance(TYPE);
        try (InputStream in = Files.newInputStream(keyStore)) {
            own.load(in, secrets.keyStore().toCharArray());
        }
        Certificate certificate = own.getCertificate(ALIAS);
        KeyStore trusted = KeyStore.getInstance(TYPE);
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, certificate);
        PrivateFiles.write(run.trustStore(), "");
        try (OutputStream out = Files.newOutputStream(run.trustStore())) {
            trusted.store(out, secrets.trustStore().toCharArray());
        }
    }
}
