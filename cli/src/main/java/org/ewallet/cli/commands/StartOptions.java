package org.ewallet.cli.commands;

import java.util.Arrays;
import java.util.function.ToIntFunction;
import org.ewallet.cli.Database;
import org.ewallet.cli.LogFormat;
import org.ewallet.cli.Ports;
import org.ewallet.cli.Server;
import org.ewallet.cli.Settings;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How to run an installation. What is not given stays as it was when the installation was started, or the default. */
public final class StartOptions {

    @Option(names = "--server", paramLabel = "SERVER", converter = ServerName.class,
            description = "payara-micro (default): the services in two processes; payara-server: all in one EAR.")
    private Server server;

    @Option(names = "--db", paramLabel = "DB", converter = DatabaseName.class,
            description = "h2 (default): files in the run directory; postgresql: starts one, or see --db-url.")
    private Database database;

    @Option(names = "--db-url", paramLabel = "URL",
            description = {"A PostgreSQL that runs already: jdbc:postgresql://host:5432/database.",
                "The first time, EWALLET_PG_ADMIN_USER and EWALLET_PG_ADMIN_PASSWORD must be set."})
    private String databaseUrl;

    @Option(names = "--tls", negatable = true,
            description = "Encrypts all connections to broker and web API, with a certificate made for this machine.")
    private Boolean tls;

    @Option(names = "--otlp", paramLabel = "URL",
            description = "Sends traces to a collector (OTLP over HTTP), such as http://localhost:4318; \"\" for none.")
    private String otlpEndpoint;

    @Option(names = "--log-format", paramLabel = "FORMAT", converter = LogFormatName.class,
            description = "How the services log: text (default), or json, one object per line.")
    private LogFormat logFormat;

    @Option(names = "--http-port", paramLabel = "PORT", description = "The web API. Default: 8080.")
    private Integer http;

    @Option(names = "--notification-port", paramLabel = "PORT",
            description = "The notification service's HTTP (Payara Micro). Default: 8081.")
    private Integer notification;

    @Option(names = "--broker-port", paramLabel = "PORT",
            description = "The broker: Core, AMQP, STOMP, MQTT. Default: 61616.")
    private Integer broker;

    @Option(names = "--console-port", paramLabel = "PORT", description = "The broker's web console. Default: 8161.")
    private Integer console;

    @Option(names = "--mailbox-port", paramLabel = "PORT",
            description = "The page with the mails and SMS of the demo. Default: 8025.")
    private Integer mailbox;

    @Option(names = "--smtp-port", paramLabel = "PORT", description = "The demo's mail server. Default: a free port.")
    private Integer smtp;

    @Option(names = "--smpp-port", paramLabel = "PORT", description = "The demo's SMS centre. Default: a free port.")
    private Integer smpp;

    @Option(names = "--db-port", paramLabel = "PORT", description = "The PostgreSQL we start. Default: 54320.")
    private Integer databasePort;

    @Option(names = "--admin-port", paramLabel = "PORT",
            description = "The admin console of Payara Server. Default: 4848.")
    private Integer admin;

    @Option(names = "--services-heap", paramLabel = "SIZE", hidden = true)
    private String servicesHeap;

    @Option(names = "--notification-heap", paramLabel = "SIZE", hidden = true)
    private String notificationHeap;

    @Option(names = "--server-heap", paramLabel = "SIZE", hidden = true)
    private String serverHeap;

    @Option(names = "--broker-heap", paramLabel = "SIZE", hidden = true)
    private String brokerHeap;

    /** The settings, changed by what was given. */
    public Settings applyTo(Settings base) {
        Settings.Memory memory = base.memory();
        return new Settings(
                or(server, base.server()),
                or(database, databaseUrl == null ? base.database() : Database.POSTGRESQL),
                or(databaseUrl, base.databaseUrl()),
                new Ports(
                        port(http, base, Ports::http), port(notification, base, Ports::notification),
                        port(broker, base, Ports::broker), port(console, base, Ports::console),
                        port(mailbox, base, Ports::mailbox), port(smtp, base, Ports::smtp),
                        port(smpp, base, Ports::smpp), port(databasePort, base, Ports::database),
                        port(admin, base, Ports::admin)).chosen(),
                new Settings.Memory(
                        or(servicesHeap, memory.services()), or(notificationHeap, memory.notification()),
                        or(serverHeap, memory.server()), or(brokerHeap, memory.broker())),
                or(tls, base.tls()),
                new Settings.Watching(or(otlpEndpoint, base.watching().otlpEndpoint()),
                        or(logFormat, base.watching().logFormat())));
    }

    private static int port(Integer given, Settings base, ToIntFunction<Ports> known) {
        return given == null ? known.applyAsInt(base.ports()) : given;
    }

    private static <T> T or(T given, T known) {
        return given == null ? known : given;
    }

    private static <E extends Enum<E>> E named(Class<E> type, String name) {
        for (E constant : type.getEnumConstants()) {
            if (constant.toString().equals(name)) {
                return constant;
            }
        }
        throw new TypeConversionException("must be one of " + Arrays.toString(type.getEnumConstants())
                + ", not " + name);
    }

    static final class ServerName implements ITypeConverter<Server> {

        @Override
        public Server convert(String name) {
            return named(Server.class, name);
        }
    }

    static final class LogFormatName implements ITypeConverter<LogFormat> {

        @Override
        public LogFormat convert(String name) {
            return named(LogFormat.class, name);
        }
    }

    static final class DatabaseName implements ITypeConverter<Database> {

        @Override
        public Database convert(String name) {
            return named(Database.class, name);
        }
    }
}
