package org.ewallet.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ewallet.cli.clients.BrokerAddress;
import org.ewallet.cli.clients.BrokerManagement;
import org.ewallet.cli.clients.LetterSender;
import org.ewallet.cli.clients.MailboxClient;
import org.ewallet.cli.clients.OperatorDesks;
import org.ewallet.cli.clients.OrderPublisher;
import org.ewallet.cli.clients.WebApi;
import org.ewallet.cli.mailbox.MailboxServer;
import org.ewallet.cli.parts.Broker;
import org.ewallet.cli.parts.Mailbox;
import org.ewallet.cli.parts.NotificationProcess;
import org.ewallet.cli.parts.OwnCertificate;
import org.ewallet.cli.parts.Part;
import org.ewallet.cli.parts.PayaraMicro;
import org.ewallet.cli.parts.PayaraServer;
import org.ewallet.cli.parts.PostgreSql;
import org.ewallet.cli.parts.PostgreSqlAdmin;
import org.ewallet.cli.parts.ServicesProcess;
import org.ewallet.cli.parts.Site;
import org.ewallet.cli.parts.Trees;
import org.ewallet.messaging.operations.OperatorDesk;

/**
 * A whole E-Wallet on this machine: the parts under one run directory, started and stopped together or one by one, and
 * the ways to talk to them. Several can run side by side, each with its own run directory and ports.
 */
public final class Installation {

    /** The boxes that the notification service reads; see {@link #stopNotifications}. */
    private static final List<String> NOTIFICATION_BOXES =
            List.of("notification.commands", "notification.account-events", "notification.wallet-events");

    private final Site site;
    private final Map<PartName, Part> parts = new EnumMap<>(PartName.class);
    private Tokens tokens;

    private Installation(Site site) {
        this.site = site;
        add(new Broker(site));
        if (site.settings().startsPostgreSql()) {
            add(new PostgreSql(site));
        }
        add(new Mailbox(site));
        if (site.settings().server() == Server.PAYARA_MICRO) {
            add(new ServicesProcess(site));
            add(new NotificationProcess(site));
        } else {
            add(new PayaraServer(site));
        }
    }

    /**
     * An installation that is to be run with these settings. One that was started and not stopped since goes on with
     * the settings it was started with, and they must be the same.
     */
    public static Installation of(Distribution distribution, RunDirectory run, Settings settings) {
        return of(distribution, run, settings, Map.of());
    }

    /**
     * The same, with options for the Java of the servers besides those that they need.
     *
     * @param javaOptions by part; none for a part that is not named
     */
    public static Installation of(Distribution distribution, RunDirectory run, Settings settings,
            Map<PartName, List<String>> javaOptions) {
        run.create();
        State state = State.in(run);
        state.settings().filter(known -> !known.equals(settings)).ifPresent(other -> {
            throw new CliException("The installation in " + run.path() + " was started with other settings: "
                    + summary(other) + ". Stop it first: ./ewallet down");
        });
        return new Installation(new Site(distribution, run, settings, Secrets.in(run), state, javaOptions));
    }

    /**
     * The installation that was started in this run directory.
     *
     * @throws CliException if there is none
     */
    public static Installation started(Distribution distribution, RunDirectory run) {
        State state = State.in(run);
        Settings settings = state.settings().orElseThrow(
                () -> new CliException("Nothing was started in " + run.path() + ". Start it: ./ewallet up"));
        return new Installation(new Site(distribution, run, settings, Secrets.in(run), state, Map.of()));
    }

    /**
     * Starts what does not run and returns when all of it is ready.
     *
     * @throws CliException if something is in the way or fails; what this call has started is stopped again then
     */
    public void start(Output output) {
        start(Set.copyOf(parts.keySet()), output);
    }

    /** The same for some of the parts. */
    public void start(Set<PartName> wanted, Output output) {
        exclusively(() -> {
            site.distribution().requireComplete();
            List<Part> needed = parts.values().stream().filter(part -> wanted.contains(part.name())).toList();
            List<Part> missing = needed.stream().filter(part -> !part.isRunning()).toList();
            if (missing.isEmpty()) {
                output.line("  everything runs already");
            }
            requireFreePorts(missing);
            site.state().begin(site.settings());
            if (site.settings().tls()) {
                new OwnCertificate(site.run(), site.secrets()).make();
            }
            Deque<Part> begun = new ArrayDeque<>();
            try {
                startInOrder(missing, begun, output);
                needed.forEach(part -> part.awaitReady(output));
            } catch (RuntimeException e) {
                output.line("Stopping what was started ...");
                begun.forEach(Part::stop);
                endIfNothingRuns();
                throw e;
            }
        });
    }

    /** Stops everything that was started, the last first. */
    public void stop(Output output) {
        exclusively(() -> {
            lastFirst(parts.values()).forEach(part -> stop(part, output));
            site.state().end();
        });
    }

    /** Stops one part, as its server is meant to be stopped. */
    public void stop(PartName name, Output output) {
        exclusively(() -> stop(part(name), output));
    }

    /** Ends one part as {@code kill -9} does. {@link #start(Output)} brings it back. */
    public void kill(PartName name) {
        part(name).kill();
    }

    /**
     * Takes the notification service out of work while everything else goes on. With Payara Micro its process is
     * stopped. On Payara Server it is a module of the one EAR, which cannot be stopped alone; there its boxes are
     * paused at the broker, as an operator does in the broker's console ({@code pause} of the queue).
     */
    public void stopNotifications(Output output) {
        if (site.settings().server() == Server.PAYARA_MICRO) {
            stop(PartName.NOTIFICATION, output);
        } else {
            try (BrokerManagement management = management()) {
                NOTIFICATION_BOXES.forEach(box -> {
                    output.line("  pausing " + box + " at the broker");
                    management.pause(box);
                });
            }
        }
    }

    /** The opposite of {@link #stopNotifications}. */
    public void startNotifications(Output output) {
        if (site.settings().server() == Server.PAYARA_MICRO) {
            start(Set.of(PartName.NOTIFICATION), output);
        } else {
            try (BrokerManagement management = management()) {
                NOTIFICATION_BOXES.forEach(box -> {
                    output.line("  resuming " + box + " at the broker");
                    management.resume(box);
                });
            }
        }
    }

    /** The parts, in the order they are started. */
    public List<Part> parts() {
        return List.copyOf(parts.values());
    }

    /**
     * One part.
     *
     * @throws CliException if an installation with these settings has no such part
     */
    public Part part(PartName name) {
        Part part = parts.get(name);
        if (part == null) {
            throw new CliException("This installation has no " + name + "; it has "
                    + parts.keySet().stream().map(PartName::toString).collect(Collectors.joining(", ")) + ".");
        }
        return part;
    }

    public Settings settings() {
        return site.settings();
    }

    public Secrets secrets() {
        return site.secrets();
    }

    public Distribution distribution() {
        return site.distribution();
    }

    public RunDirectory run() {
        return site.run();
    }

    /** Deletes all that it has written; to be called when nothing of it runs. */
    public void delete() {
        try {
            Path postgreSql = run().of(PartName.POSTGRESQL);
            if (Files.exists(postgreSql)) {
                // Possibly outside of the run directory.
                Trees.delete(postgreSql.toRealPath());
            }
            Trees.delete(run().path());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + run().path(), e);
        }
    }

    /** The web API: queries as an auditor, letters as a trusted system, orders as an operator. */
    public WebApi webApi() {
        return new WebApi(settings().webRoot(), httpClient(), role -> tokens().of(role));
    }

    /** The web API as one holder of tokens sees it. */
    public WebApi webApi(String name) {
        return new WebApi(settings().webRoot(), httpClient(), role -> tokens().of(name));
    }

    /** For a client of its web API, which trusts its certificate if it has one. */
    public HttpClient.Builder httpClient() {
        return site.httpClient();
    }

    /** Makes the tokens that this installation believes. */
    public synchronized Tokens tokens() {
        if (tokens == null) {
            tokens = Tokens.of(run());
        }
        return tokens;
    }

    /** What people were sent. */
    public MailboxClient mailbox() {
        return new MailboxClient("http://127.0.0.1:" + settings().ports().mailbox());
    }

    /** Where the services hand SMS over, and as whom. */
    public MailboxServer.Door smsCentre() {
        return new MailboxServer.Door(settings().ports().smpp(), Secrets.OUTLET_USER, secrets().smpp());
    }

    /** A connection to the broker that may send commands; to be closed. */
    public LetterSender sender() {
        return new LetterSender(broker(BrokerUser.SENDER));
    }

    /** A connection to the broker that publishes orders over AMQP, as a shop would; to be closed. */
    public OrderPublisher shop() {
        return new OrderPublisher(broker(BrokerUser.SHOP));
    }

    /** A connection to the broker's management; to be closed. */
    public BrokerManagement management() {
        return new BrokerManagement(broker(BrokerUser.OPERATOR));
    }

    /**
     * Does some work with letters that were put aside, as the operator.
     *
     * @throws CliException if the broker cannot be reached, or a parameter makes no sense
     */
    public <T> T atOperatorDesk(Function<OperatorDesk, T> work) {
        return OperatorDesks.at(broker(BrokerUser.OPERATOR), work);
    }

    /** How a user logs in to the broker. */
    public BrokerAddress broker(BrokerUser user) {
        return new BrokerAddress("127.0.0.1", settings().ports().broker(), user.login(), secrets().broker(user),
                site.trustStore());
    }

    private void add(Part part) {
        parts.put(part.name(), part);
    }

    /**
     * The servers come when all else is ready: they make their tables in the database, and one that was killed settles
     * what it had begun with broker and database once, soon after it starts.
     */
    private void startInOrder(List<Part> missing, Deque<Part> begun, Output output) {
        Map<Boolean, List<Part>> areServers =
                missing.stream().collect(Collectors.partitioningBy(Installation::isServer));
        List<Part> others = areServers.get(false);
        List<Part> servers = areServers.get(true);
        others.forEach(part -> launch(part, begun, output));
        others.forEach(part -> part.awaitReady(output));
        if (!servers.isEmpty() && settings().database() == Database.POSTGRESQL && !settings().startsPostgreSql()) {
            PostgreSqlAdmin.prepareGiven(site);
        }
        servers.forEach(part -> launch(part, begun, output));
    }

    private static void launch(Part part, Deque<Part> begun, Output output) {
        begun.push(part);
        part.launch(output);
    }

    private static boolean isServer(Part part) {
        return part instanceof PayaraMicro || part instanceof PayaraServer;
    }

    private static void stop(Part part, Output output) {
        if (part.isRunning()) {
            output.line("  stopping %s", part.name());
        }
        part.stop();
    }

    private void endIfNothingRuns() {
        if (parts.values().stream().noneMatch(Part::isRunning)) {
            site.state().end();
        }
    }

    private static void requireFreePorts(List<Part> missing) {
        List<String> taken = new ArrayList<>();
        for (Part part : missing) {
            part.ports().forEach((option, port) -> {
                if (Ports.isTaken(port)) {
                    taken.add("Port " + port + ", which " + part.name() + " needs, is taken by another program. Stop "
                            + "that, or choose another port with " + option + ".");
                }
            });
        }
        if (!taken.isEmpty()) {
            throw new CliException(String.join("\n", taken));
        }
    }

    /** Runs the work while no other program starts or stops parts here; closing the file gives the lock back. */
    private void exclusively(Runnable work) {
        Path file = site.run().lockFile();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (!isLocked(channel)) {
                throw new CliException("Another ./ewallet is starting or stopping parts in " + site.run().path()
                        + ". Wait until it is done.");
            }
            work.run();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot lock " + file, e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException bySameProgram) {
            return false;
        }
    }

    private static String summary(Settings settings) {
        return "--server " + settings.server() + " --db " + settings.database() + " --http-port "
                + settings.ports().http() + (settings.tls() ? " --tls" : " --no-tls");
    }

    private static Stream<Part> lastFirst(Iterable<Part> parts) {
        Deque<Part> reversed = new ArrayDeque<>();
        parts.forEach(reversed::push);
        return reversed.stream();
    }
}
