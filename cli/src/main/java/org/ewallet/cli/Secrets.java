package org.ewallet.cli;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The passwords of an installation, made up at its first start and kept in a file that only its owner can read. They
 * consist of letters, digits, {@code -} and {@code _}, because connection strings and asadmin give other characters a
 * meaning.
 */
public final class Secrets {

    /** The key in the file, for telling people where to look. */
    public static final String BROKER_TRUST_STORE = "broker.truststore.password";

    /** Who the services are towards the mail server and the SMS centre. */
    public static final String OUTLET_USER = "ewallet";

    private static final String BROKER_KEY_STORE = "broker.keystore.password";
    private static final int PASSWORD_BYTES = 24;
    /** SMPP 3.4 allows eight characters. */
    private static final int SMPP_PASSWORD_BYTES = 6;

    private final Map<String, String> values;

    private Secrets(Map<String, String> values) {
        this.values = values;
    }

    /** Reads the file; what is missing is made up and written. */
    public static Secrets in(RunDirectory run) {
        Map<String, String> values = read(run.secretsFile());
        int known = values.size();
        SecureRandom random = new SecureRandom();
        for (BrokerUser user : BrokerUser.values()) {
            values.computeIfAbsent(key(user), key -> password(random, PASSWORD_BYTES));
        }
        for (Service service : Service.values()) {
            values.computeIfAbsent(key(service), key -> password(random, PASSWORD_BYTES));
        }
        values.computeIfAbsent(BROKER_KEY_STORE, key -> password(random, PASSWORD_BYTES));
        values.computeIfAbsent(BROKER_TRUST_STORE, key -> password(random, PASSWORD_BYTES));
        values.computeIfAbsent("db.admin.password", key -> password(random, PASSWORD_BYTES));
        values.computeIfAbsent("smtp.password", key -> password(random, PASSWORD_BYTES));
        values.computeIfAbsent("smpp.password", key -> password(random, SMPP_PASSWORD_BYTES));
        values.computeIfAbsent("payara.admin.password", key -> password(random, PASSWORD_BYTES));
        if (values.size() > known) {
            PrivateFiles.write(run.secretsFile(), text(values));
        }
        return new Secrets(values);
    }

    public String broker(BrokerUser user) {
        return values.get(key(user));
    }

    /** The password of the key store with the key of broker and web API. */
    public String keyStore() {
        return values.get(BROKER_KEY_STORE);
    }

    /** The password of the key store with their certificate, for their clients. */
    public String trustStore() {
        return values.get(BROKER_TRUST_STORE);
    }

    /** The password of a service's role in PostgreSQL. */
    public String database(Service service) {
        return values.get(key(service));
    }

    /** The password of the PostgreSQL that we start, for its superuser. */
    public String databaseAdmin() {
        return values.get("db.admin.password");
    }

    public String smtp() {
        return values.get("smtp.password");
    }

    public String smpp() {
        return values.get("smpp.password");
    }

    public String payaraAdmin() {
        return values.get("payara.admin.password");
    }

    /** The key in the file, for telling people where to look. */
    public static String key(BrokerUser user) {
        return "broker." + user.login() + ".password";
    }

    private static String key(Service service) {
        return "db." + service.role() + ".password";
    }

    private static String password(SecureRandom random, int bytes) {
        byte[] raw = new byte[bytes];
        random.nextBytes(raw);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(raw);
    }

    private static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + file, e);
            }
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return values;
    }

    private static String text(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n", "# Passwords of this installation. Keep them to yourself.\n", "\n"));
    }
}
