package org.ewallet.cli.parts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ewallet.cli.Distribution;
import org.ewallet.cli.Installation;
import org.ewallet.cli.PartName;
import org.ewallet.cli.State;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.ResourceAdapterArchive;

/**
 * What {@code ./ewallet up} gives to a Payara Micro, for one that Arquillian starts. Arquillian cannot give a process an
 * environment of its own, so the values of the variables are written where the files name the variables.
 */
public final class MicroCommands {

    private static final String DESCRIPTOR = "META-INF/ra.xml";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{ENV=(\\w+)(?::([^}]*))?}");
    private static final List<String> SERVICES = List.of("account", "wallet", "frontdoor");

    private final Site site;
    private final Map<String, String> environment;
    private final PayaraFiles files;

    public MicroCommands(Installation installation, Distribution distribution) {
        site = new Site(distribution, installation.run(), installation.settings(), installation.secrets(),
                State.in(installation.run()), Map.of());
        environment = ServiceEnvironment.of(site, PartName.SERVICES);
        files = new PayaraFiles(site);
    }

    /** A file of commands for the time after the boot: resource adapter and connections. */
    public Path afterBoot(Path directory) throws IOException {
        Path adapter = directory.resolve(PayaraFiles.RESOURCE_ADAPTER + ".rar");
        ResourceAdapterArchive archive = ShrinkWrap.createFromZipFile(ResourceAdapterArchive.class,
                site.distribution().resourceAdapter().toFile());
        String descriptor = substituted(text(archive.get(DESCRIPTOR).getAsset().openStream()));
        archive.delete(DESCRIPTOR);
        archive.add(new StringAsset(descriptor), DESCRIPTOR);
        archive.as(ZipExporter.class).exportTo(adapter.toFile());
        return Files.writeString(directory.resolve("after-boot.asadmin"), "deploy --name "
                + PayaraFiles.RESOURCE_ADAPTER + " " + adapter + "\n" + substituted(files.createResources(SERVICES)));
    }

    public Path postgreSqlDriver() {
        return files.driver("postgresql");
    }

    /** The configuration of the services as system properties: {@code EWALLET_BATCH_SIZE} is {@code ewallet.batch.size}. */
    public List<String> javaOptions() {
        return environment.entrySet().stream()
                .map(variable -> "-D" + variable.getKey().toLowerCase(Locale.ROOT).replace('_', '.') + "="
                        + variable.getValue())
                .toList();
    }

    private String substituted(String text) {
        return VARIABLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(
                environment.getOrDefault(found.group(1), found.group(2))));
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
