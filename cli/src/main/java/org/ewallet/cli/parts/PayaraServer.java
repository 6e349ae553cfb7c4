package org.ewallet.cli.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ewallet.cli.CliException;
import org.ewallet.cli.Database;
import org.ewallet.cli.Output;
import org.ewallet.cli.PartName;
import org.ewallet.cli.PrivateFiles;
import org.ewallet.cli.ProcessId;

/**
 * A full Payara Server with the one EAR, set up the way {@code server-config/README.md} tells an operator to.
 *
 * <p>Its domain stays in the run directory. It is set up once; and again, from an empty configuration, when the EAR,
 * the resource adapter or {@code server-config} has changed. The transaction log survives that.
 */
public final class PayaraServer extends Part {

    private static final String DOMAIN = "ewallet";
    private static final String APPLICATION = "ewallet";
    private static final String LOG_HANDLER = "com.sun.enterprise.server.logging.GFFileHandler";
    private static final List<String> SERVICES = List.of("account", "wallet", "notification", "frontdoor");

    private final Path home;
    private final Path domain;
    private final PayaraFiles files;

    public PayaraServer(Site site) {
        super(PartName.PAYARA_SERVER, site);
        this.home = site.run().of(PartName.PAYARA_SERVER);
        this.domain = home.resolve("domains").resolve(DOMAIN);
        this.files = new PayaraFiles(site);
    }

    @Override
    public List<String> addresses() {
        return List.of(
                site.settings().webRoot() + "/api (web API)",
                "http://127.0.0.1:" + admin() + " (admin console, user admin)");
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of("--http-port", http(), "--admin-port", admin());
    }

    @Override
    protected ProcessId startProcess(Output output) {
        unpackServer();
        PrivateFiles.directory(home);
        PrivateFiles.directory(site.run().h2());
        try {
            if (Files.notExists(pristineConfiguration())) {
                output.line("  creating a domain for " + name());
                createDomain();
            }
            if (!isSetUp()) {
                restorePristineConfiguration();
            }
            DomainXml.read(configuration()).listenLocally(http(), admin()).heap(site.settings().memory().server())
                    .javaOptions(site.javaOptions(name())).write();
            LoggingProperties.format(logging(), LOG_HANDLER, site.settings().watching().logFormat());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare the domain in " + domain, e);
        }
        asadmin().run(ServiceEnvironment.of(site, name()), "start-domain", "--domaindir",
                domain.getParent().toString(), DOMAIN);
        return process(pid());
    }

    /** Deploys everything, if this domain has not got it yet. */
    @Override
    protected void afterStart(Output output) {
        if (isSetUp()) {
            return;
        }
        output.line("  deploying the resource adapter and the EAR");
        Path commands = home.resolve("set-up.asadmin");
        PrivateFiles.write(commands, files.text("server-transactions.asadmin") + files.text("server-http.asadmin")
                + (site.settings().tls() ? files.text("server-tls.asadmin") : "")
                + files.deployResourceAdapter()
                + files.createResources(SERVICES)
                + "deploy --name " + APPLICATION + " " + site.distribution().ear() + "\n");
        asadmin().run(Map.of(), "multimode", "--file", commands.toString());
        PrivateFiles.write(setUpMark(), fingerprint());
    }

    @Override
    public boolean isReady() {
        return get(site.settings().webRoot() + "/health/ready").filter(Health::isUpForEwallet).isPresent();
    }

    private void unpackServer() {
        Path unpacked = site.distribution().payaraServerHome();
        if (Files.exists(unpacked)) {
            return;
        }
        try {
            Path draft = Files.createTempDirectory(unpacked.getParent(), "payara-server-");
            Archives.unzipWithoutRoot(site.distribution().payaraServerZip(), draft);
            Files.move(draft, unpacked, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (Files.notExists(unpacked)) {
                throw new UncheckedIOException("Cannot unpack Payara Server to " + unpacked, e);
            }
        }
    }

    private void createDomain() throws IOException {
        Trees.delete(domain);
        asadmin().run(Map.of(), "create-domain", "--domaindir", domain.getParent().toString(),
                "--adminport", Integer.toString(admin()), "--instanceport", Integer.toString(http()),
                "--checkports=false", "--savelogin=false", DOMAIN);
        logWhereOthersLog();
        Files.copy(configuration(), pristineConfiguration());
    }

    private void restorePristineConfiguration() throws IOException {
        Files.copy(pristineConfiguration(), configuration(), StandardCopyOption.REPLACE_EXISTING);
        Trees.delete(domain.resolve("applications"));
        Trees.delete(domain.resolve("generated"));
        if (site.settings().database() == Database.POSTGRESQL) {
            Path driver = files.driver("postgresql");
            Files.copy(driver, domain.resolve("lib").resolve(driver.getFileName()),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void logWhereOthersLog() throws IOException {
        LoggingProperties.set(logging(), LOG_HANDLER + ".file", log().toString());
        LoggingProperties.set(logging(), LOG_HANDLER + ".maxHistoryFiles", "5");
    }

    private Path logging() {
        return domain.resolve("config").resolve("logging.properties");
    }

    private boolean isSetUp() {
        try {
            return Files.exists(setUpMark()) && Files.readString(setUpMark()).equals(fingerprint());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + setUpMark(), e);
        }
    }

    /** Changes when anything does that the domain was set up from. */
    private String fingerprint() {
        StringBuilder text = new StringBuilder(site.settings().database().toString())
                .append(site.settings().tls() ? " tls\n" : "\n");
        try (Stream<Path> configuration = Files.list(site.distribution().payaraConfig())) {
            for (Path file : Stream.concat(configuration.sorted(),
                    Stream.of(site.distribution().resourceAdapter(), site.distribution().ear())).toList()) {
                text.append(file).append(' ').append(Files.size(file)).append(' ')
                        .append(Files.getLastModifiedTime(file)).append('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look at what Payara Server is set up from", e);
        }
        return text.toString();
    }

    private long pid() {
        Path file = domain.resolve("config").resolve("pid");
        try {
            return Long.parseLong(Files.readString(file, StandardCharsets.US_ASCII).trim());
        } catch (IOException | NumberFormatException e) {
            throw new CliException("Payara Server did not start. Read " + log(), e);
        }
    }

    private ProcessId process(long pid) {
        return ProcessHandle.of(pid).map(ProcessId::of).orElseThrow(
                () -> new CliException("Payara Server ended while it was starting. Read " + log()));
    }

    private Asadmin asadmin() {
        return new Asadmin(site, home, admin());
    }

    private Path configuration() {
        return domain.resolve("config").resolve("domain.xml");
    }

    private Path pristineConfiguration() {
        return home.resolve("domain.pristine.xml");
    }

    private Path setUpMark() {
        return home.resolve("set-up.mark");
    }

    private int http() {
        return site.settings().ports().http();
    }

    private int admin() {
        return site.settings().ports().admin();
    }
}
