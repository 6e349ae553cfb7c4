package org.ewallet.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the build lays out: the class path of this program, the servers, our archives, the configuration. */
public record Distribution(Path path) {

    public Distribution {
        path = path.toAbsolutePath().normalize();
    }

    /** The one that {@code mvn package} makes in a checkout. */
    public static Distribution ofProject(Path home) {
        return new Distribution(home.resolve("cli").resolve("target").resolve("dist"));
    }

    /** Fails with advice if the build has not been run to its end. */
    public void requireComplete() {
        Stream.of(classPath(), payaraMicro(), payaraServerZip(), postgreSqlBinaries(), resourceAdapter(),
                brokerReceipts(), servicesWar(), notificationWar(), ear(), brokerConfig(), payaraConfig(), postgreSqlConfig())
                .filter(Files::notExists)
                .findFirst()
                .ifPresent(file -> {
                    throw missing(file);
                });
    }

    /** The directory with the jars of this program. */
    public Path classPath() {
        return path.resolve("lib");
    }

    public Path payaraMicro() {
        return parts().resolve("payara-micro.jar");
    }

    public Path payaraServerZip() {
        return parts().resolve("payara-server.zip");
    }

    /** Where Payara Server is unpacked when it is first needed; shared by all run directories. */
    public Path payaraServerHome() {
        return parts().resolve("payara-server");
    }

    public Path artemisHome() {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parts(), "apache-artemis-*")) {
            for (Path home : found) {
                return home;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look into " + parts(), e);
        }
        throw missing(parts().resolve("apache-artemis"));
    }

    public Path postgreSqlBinaries() {
        return parts().resolve("postgres-binaries.jar");
    }

    public Path resourceAdapter() {
        return parts().resolve("artemis-ra.rar");
    }

    /** The broker's plugin that notes what it accepts. */
    public Path brokerReceipts() {
        return parts().resolve("broker-receipts.jar");
    }

    public Path servicesWar() {
        return parts().resolve("services.war");
    }

    public Path notificationWar() {
        return parts().resolve("notification.war");
    }

    public Path ear() {
        return parts().resolve("ewallet.ear");
    }

    /** The agent that ends a server at a point of its code, for {@code ./ewallet torture}. */
    public Path byteman() {
        return parts().resolve("byteman.jar");
    }

    /** The JDBC drivers a server needs. */
    public Path drivers() {
        return parts().resolve("lib");
    }

    public Path brokerConfig() {
        return path.resolve("server-config").resolve("broker");
    }

    public Path payaraConfig() {
        return path.resolve("server-config").resolve("payara");
    }

    public Path postgreSqlConfig() {
        return path.resolve("server-config").resolve("postgresql");
    }

    private static CliException missing(Path file) {
        return new CliException(file + " is missing. Build it: mvn -DskipTests package -pl cli -am");
    }

    private Path parts() {
        return path.resolve("parts");
    }
}
