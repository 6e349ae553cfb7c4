package org.ewallet.cli.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.ewallet.cli.CliException;

/** The commands of {@code server-config/payara}, put together for one server. */
final class PayaraFiles {

    /** The name the resources know the resource adapter by. */
    static final String RESOURCE_ADAPTER = "artemis-ra";

    private final Site site;

    PayaraFiles(Site site) {
        this.site = site;
    }

    String text(String file) {
        Path path = site.distribution().payaraConfig().resolve(file);
        try {
            return Files.readString(path) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    String deployResourceAdapter() {
        return "deploy --name " + RESOURCE_ADAPTER + " " + site.distribution().resourceAdapter() + "\n";
    }

    /** Connections to broker and database for each of the services; not each of them needs both. */
    String createResources(List<String> services) {
        return services.stream()
                .flatMap(service -> List.of(
                        "create-" + service + "-jms-resources.asadmin",
                        "create-" + service + "-" + site.settings().database() + "-resources.asadmin").stream())
                .filter(file -> Files.exists(site.distribution().payaraConfig().resolve(file)))
                .map(this::text)
                .collect(Collectors.joining());
    }

    /** The JDBC driver whose file name begins like this. */
    Path driver(String name) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(site.distribution().drivers(), name + "-*.jar")) {
            for (Path driver : found) {
                return driver;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look into " + site.distribution().drivers(), e);
        }
        throw new CliException("The driver of " + name + " is missing in " + site.distribution().drivers());
    }
}
