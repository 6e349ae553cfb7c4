package org.ewallet.cli.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.ewallet.cli.CliException;

/**
 * Payara Micro, unpacked once for all run directories, with archives of classes that Java reads in a third of the time
 * that it takes from jars. An archive belongs to one class path, which is why all share it.
 */
final class MicroRuntime {

    private static final String LAUNCHER = "launch-micro.jar";
    private static final List<String> ROOT = List.of("config", "lib");
    private static final long UNPACK_SECONDS = 120;

    private final Path micro;

    /** @param micro what it is unpacked from, to a directory beside it */
    MicroRuntime(Path micro) {
        this.micro = micro;
    }

    /**
     * Unpacks it, if that is not done yet.
     *
     * @param driver a JDBC driver to add
     * @param log where the unpacking tells what it does
     */
    void prepare(Path driver, Path log) {
        Path directory = directory();
        if (Files.exists(directory)) {
            return;
        }
        try {
            Path draft = Files.createTempDirectory(directory.getParent(), "payara-micro-draft-");
            unpack(driver, draft, log);
            Files.move(draft, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (Files.notExists(directory)) {
                throw new UncheckedIOException("Cannot unpack Payara Micro to " + directory, e);
            }
        }
    }

    /** Gives a server's root directory what one has on which nothing was ever deployed. */
    void configure(Path root) throws IOException {
        for (String part : ROOT) {
            Trees.delete(root.resolve(part));
            Trees.copy(directory().resolve(part), root.resolve(part));
        }
    }

    /** What follows Java's own options to start it; its own launcher knows no other root directory than its own. */
    List<String> command(Path root) {
        Path launcher = directory().resolve(LAUNCHER);
        List<String> command = new ArrayList<>(packages("Add-Opens", "--add-opens"));
        command.addAll(packages("Add-Exports", "--add-exports"));
        command.addAll(List.of("-Dfish.payara.micro.BootJar=" + launcher.toUri(),
                "-Dfish.payara.micro.UnpackDir=" + directory(),
                "-cp", launcher.toString(), "fish.payara.micro.impl.PayaraMicroImpl", "--rootDir", root.toString()));
        return command;
    }

    /** The packages of Java that it uses, which Java reads from the launcher's manifest only if it starts that. */
    private List<String> packages(String attribute, String option) {
        try (JarFile launcher = new JarFile(directory().resolve(LAUNCHER).toFile())) {
            return Stream.of(launcher.getManifest().getMainAttributes().getValue(attribute).split(" "))
                    .flatMap(name -> Stream.of(option, name + "=ALL-UNNAMED")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + LAUNCHER, e);
        }
    }

    /**
     * Makes Java use the archive of classes; or write one when the process is stopped, if there is none.
     *
     * @param name what runs in it
     * @param draft where an archive is written; see {@link #adopt}
     */
    List<String> classesOptions(String name, Path draft) {
        Path classes = classes(name);
        return List.of("-Xlog:cds*=off", Files.exists(classes)
                ? "-XX:SharedArchiveFile=" + classes : "-XX:ArchiveClassesAtExit=" + draft);
    }

    /** Keeps what a process wrote that has ended as it should; from now on others start with it. */
    void adopt(String name, Path draft) {
        if (Files.notExists(draft)) {
            return;
        }
        try {
            Path copy = Files.createTempFile(directory(), "classes-", ".draft");
            Files.move(draft, copy, StandardCopyOption.REPLACE_EXISTING);
            Files.move(copy, classes(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the archive of classes " + draft, e);
        }
    }

    private void unpack(Path driver, Path target, Path log) throws IOException {
        Process process = new ProcessBuilder(List.of(Part.java(), "-jar", micro.toString(),
                "--rootDir", target.toString(), "--addlibs", driver.toString(), "--nohazelcast", "--outputLauncher"))
                .directory(target.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (!process.waitFor(UNPACK_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new CliException("Payara Micro could not be unpacked. Read " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("Interrupted while Payara Micro was unpacked.", e);
        }
    }

    /** An archive belongs to one version of Java. */
    private Path classes(String name) {
        return directory().resolve("classes-" + name + "-" + Runtime.version().toString().replaceAll("[^\\w.-]", "_")
                + ".jsa");
    }

    /** Another one for another version. */
    private Path directory() {
        try {
            return micro.resolveSibling("payara-micro-" + Files.getLastModifiedTime(micro).toMillis());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look at " + micro, e);
        }
    }
}
