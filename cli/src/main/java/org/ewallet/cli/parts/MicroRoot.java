package org.ewallet.cli.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ewallet.cli.CliException;
import org.ewallet.cli.PrivateFiles;

/**
 * The root directory of a Payara Micro: unpacked once, so that a start need not do it, with the classes of the last run
 * in an archive that Java reads faster than jars. The transaction log in it persists, because it is what lets a killed
 * process finish what it had begun.
 */
final class MicroRoot {

    private static final long PREPARE_SECONDS = 60;

    private final Path directory;
    private final Path launcher;
    private final Path configuration;
    private final Path pristine;

    MicroRoot(Path directory) {
        this.directory = directory;
        this.launcher = directory.resolve("launch-micro.jar");
        this.configuration = directory.resolve("config").resolve("domain.xml");
        this.pristine = directory.resolve("config").resolve("domain.pristine.xml");
    }

    /**
     * Makes it ready for a start: unpacked, and as if nothing had ever been deployed.
     *
     * @param micro what it is unpacked from; again, when it is newer
     * @param driver a JDBC driver to add
     * @param log where the unpacking tells what it does
     */
    void prepare(Path micro, Path driver, Path log) {
        try {
            if (isOlderThan(micro)) {
                Trees.delete(directory.resolve("config"));
                Trees.delete(directory.resolve("runtime"));
                Files.deleteIfExists(classes());
                PrivateFiles.directory(directory);
                unpack(micro, driver, log);
                Files.copy(configuration, pristine);
            }
            Files.copy(pristine, configuration, StandardCopyOption.REPLACE_EXISTING);
            Trees.delete(directory.resolve("applications"));
            Trees.delete(directory.resolve("generated"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare " + directory, e);
        }
    }

    /** What to start with {@code java -jar}. */
    Path launcher() {
        return launcher;
    }

    /** Makes Java use the archive of classes; or write it when the process is stopped, if there is none. */
    List<String> classesOptions() {
        return List.of("-Xlog:cds*=off",
                (Files.exists(classes()) ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=") + classes());
    }

    private boolean isOlderThan(Path micro) throws IOException {
        return Files.notExists(pristine)
                || Files.getLastModifiedTime(pristine).compareTo(Files.getLastModifiedTime(micro)) < 0;
    }

    private void unpack(Path micro, Path driver, Path log) throws IOException {
        Process process = new ProcessBuilder(List.of(Part.java(), "-jar", micro.toString(),
                "--rootDir", directory.toString(), "--addlibs", driver.toString(), "--nohazelcast", "--outputLauncher"))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (!process.waitFor(PREPARE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new CliException("Payara Micro could not be unpacked. Read " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("Interrupted while Payara Micro was unpacked.", e);
        }
    }

    /** An archive belongs to one version of Java. */
    private Path classes() {
        return directory.resolve("classes-" + Runtime.version().toString().replaceAll("[^\\w.-]", "_") + ".jsa");
    }
}
