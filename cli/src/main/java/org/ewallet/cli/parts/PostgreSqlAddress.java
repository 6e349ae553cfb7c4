package org.ewallet.cli.parts;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ewallet.cli.CliException;
import org.ewallet.cli.Settings;

/**
 * Where PostgreSQL is.
 *
 * @param host name or address
 * @param port its port
 * @param database the database that holds the services' schemas
 */
public record PostgreSqlAddress(String host, int port, String database) {

    private static final int USUAL_PORT = 5432;
    private static final String OWN_DATABASE = "ewallet";
    private static final Pattern URL = Pattern.compile("jdbc:postgresql://([^:/?]+)(?::(\\d{1,5}))?/([^?/]+)");

    /** The one that the settings name, or else the one we start. */
    public static PostgreSqlAddress of(Settings settings) {
        return settings.databaseUrl().isEmpty()
                ? new PostgreSqlAddress("127.0.0.1", settings.ports().database(), OWN_DATABASE)
                : parse(settings.databaseUrl());
    }

    /**
     * Reads {@code jdbc:postgresql://host:port/database}.
     *
     * @throws CliException if it is written in another way
     */
    public static PostgreSqlAddress parse(String url) {
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            throw new CliException("The database URL must look like jdbc:postgresql://host:5432/ewallet, without "
                    + "anything after the name of the database; it is " + url);
        }
        int port = matcher.group(2) == null ? USUAL_PORT : Integer.parseInt(matcher.group(2));
        return new PostgreSqlAddress(matcher.group(1), port, matcher.group(3));
    }

    public String url() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    /** The same server, another database. */
    PostgreSqlAddress withDatabase(String other) {
        return new PostgreSqlAddress(host, port, other);
    }
}
