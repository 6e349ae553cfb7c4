package org.ewallet.cli.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ewallet.cli.Output;
import org.ewallet.cli.PartName;
import org.ewallet.cli.PrivateFiles;
import org.ewallet.cli.ProcessId;

/**
 * A Payara Micro with some of the services. There are two, so that one can be stopped while the other works.
 *
 * <p>Its configuration is made anew at every start from {@code server-config/payara}.
 */
public abstract class PayaraMicro extends Part {

    private static final String LOG_HANDLER = "java.util.logging.ConsoleHandler";

    private final int port;
    private final MicroRuntime runtime;

    PayaraMicro(PartName name, Site site, int port) {
        super(name, site);
        this.port = port;
        this.runtime = new MicroRuntime(site.distribution().payaraMicro());
    }

    /** What it runs. */
    protected abstract Path war();

    /** The services whose connections it needs, as the files in {@code server-config/payara} name them. */
    protected abstract List<String> services();

    /** Memory and the like. */
    protected abstract List<String> javaOptions();

    /** The configuration of the services in it. */
    protected Map<String, String> environment() {
        return ServiceEnvironment.of(site, name());
    }

    @Override
    protected final ProcessId startProcess(Output output) {
        Path home = PrivateFiles.directory(site.run().of(name()));
        PayaraFiles payara = new PayaraFiles(site);
        runtime.prepare(payara.driver("postgresql"), home.resolve("unpacking.log"));
        Path root = PrivateFiles.directory(home.resolve("root"));
        prepare(root);
        PrivateFiles.directory(site.run().h2());
        Path beforeBoot = home.resolve("before-boot.asadmin");
        PrivateFiles.write(beforeBoot, payara.text("micro-preboot.asadmin")
                + (site.settings().tls() ? payara.text("micro-tls.asadmin") : "") + "set configs.config.server-config"
                + ".network-config.network-listeners.network-listener.http-listener.address=127.0.0.1\n");
        Path afterBoot = home.resolve("after-boot.asadmin");
        PrivateFiles.write(afterBoot, payara.text("micro-postboot.asadmin") + payara.deployResourceAdapter() + payara.createResources(services()));
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(javaOptions());
        command.addAll(site.javaOptions(name()));
        if (site.javaOptions(name()).stream().noneMatch(option -> option.startsWith("-javaagent:"))) {
            // Java 17 refuses to write the archive beside an agent, and dies if it has to use one.
            command.addAll(runtime.classesOptions(name().toString(), newClasses()));
        }
        command.add("-XX:+UseSerialGC");
        command.addAll(runtime.command(root));
        command.addAll(List.of("--nohazelcast", "--disablephonehome",
                "--port", Integer.toString(port),
                "--contextroot", "/",
                "--prebootcommandfile", beforeBoot.toString(),
                "--postbootcommandfile", afterBoot.toString(),
                "--deploy", war().toString()));
        return start(command, environment(), home);
    }

    @Override
    public final boolean isReady() {
        return get(site.settings().root(port) + "/health/ready").filter(Health::isUpForEwallet).isPresent();
    }

    @Override
    protected final void stopped() {
        runtime.adopt(name().toString(), newClasses());
    }

    /** As if nothing had ever been deployed; what lets a killed process finish what it had begun stays. */
    private void prepare(Path root) {
        try {
            runtime.configure(root);
            LoggingProperties.format(root.resolve("config").resolve("logging.properties"), LOG_HANDLER,
                    site.settings().watching().logFormat());
            Trees.delete(root.resolve("applications"));
            Trees.delete(root.resolve("generated"));
            Files.deleteIfExists(newClasses());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare " + root, e);
        }
    }

    private Path newClasses() {
        return site.run().of(name()).resolve("classes.jsa");
    }
}
