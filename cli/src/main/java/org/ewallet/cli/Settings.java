package org.ewallet.cli;

/**
 * How an installation is to be run. An installation keeps its settings from {@code up} until {@code down}.
 *
 * @param server which server runs the services
 * @param database where the tables are
 * @param databaseUrl a PostgreSQL that is there already ({@code jdbc:postgresql://host:port/database}), or empty
 * @param ports where everything listens
 * @param memory how much the Java processes may use
 * @param tls whether connections to the broker and to the web API are encrypted
 * @param watching what the services tell of themselves
 */
public record Settings(Server server, Database database, String databaseUrl, Ports ports, Memory memory,
        boolean tls, Watching watching) {

    /** What {@code ./ewallet up} does without options. */
    public static final Settings DEFAULT =
            new Settings(Server.PAYARA_MICRO, Database.H2, "", Ports.DEFAULT, Memory.DEFAULT, false, Watching.DEFAULT);

    /** An installation that was started before there was something to watch is not watched. */
    public Settings {
        watching = watching == null ? Watching.DEFAULT : watching;
    }

    /**
     * Heap sizes as Java writes them ({@code 384m}).
     *
     * @param services Payara Micro with account, wallet and web API
     * @param notification Payara Micro with the notification service
     * @param server Payara Server
     * @param broker the broker
     */
    public record Memory(String services, String notification, String server, String broker) {

        public static final Memory DEFAULT = new Memory("384m", "256m", "512m", "256m");
    }

    /**
     * What the services tell of themselves.
     *
     * @param otlpEndpoint where traces go (OTLP over HTTP, {@code http://host:4318}), or empty for none
     * @param logFormat how the servers write their logs
     */
    public record Watching(String otlpEndpoint, LogFormat logFormat) {

        public static final Watching DEFAULT = new Watching("", LogFormat.TEXT);
    }

    /** The defaults on ports nobody uses: for tests. */
    public static Settings onFreePorts() {
        return DEFAULT.with(Ports.anyFree());
    }

    public Settings with(Server other) {
        return new Settings(other, database, databaseUrl, ports, memory, tls, watching);
    }

    public Settings with(Database other) {
        return new Settings(server, other, databaseUrl, ports, memory, tls, watching);
    }

    public Settings withDatabaseUrl(String url) {
        return new Settings(server, database, url, ports, memory, tls, watching);
    }

    public Settings with(Ports other) {
        return new Settings(server, database, databaseUrl, other, memory, tls, watching);
    }

    public Settings with(Memory other) {
        return new Settings(server, database, databaseUrl, ports, other, tls, watching);
    }

    public Settings with(Watching other) {
        return new Settings(server, database, databaseUrl, ports, memory, tls, other);
    }

    public Settings withTls() {
        return new Settings(server, database, databaseUrl, ports, memory, true, watching);
    }

    /** The part that runs the wallet service. */
    public PartName appServer() {
        return server == Server.PAYARA_MICRO ? PartName.SERVICES : PartName.PAYARA_SERVER;
    }

    /** The web API without {@code /api}, and the page: scheme, host and port. */
    public String webRoot() {
        return root(ports.http());
    }

    /** The web API of the notification service, where that is a process of its own. */
    public String notificationRoot() {
        return root(ports.notification());
    }

    /** A server of HTTP that the services run on: scheme, host and port. */
    public String root(int port) {
        return (tls ? "https" : "http") + "://127.0.0.1:" + port;
    }

    /** Whether we start PostgreSQL ourselves. */
    public boolean startsPostgreSql() {
        return database == Database.POSTGRESQL && databaseUrl.isEmpty();
    }
}
