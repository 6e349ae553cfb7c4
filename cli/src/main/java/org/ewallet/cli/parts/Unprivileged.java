package org.ewallet.cli.parts;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ewallet.cli.CliException;

/**
 * Runs a program as {@code nobody} when we are root, for PostgreSQL, which refuses to run as root. For everybody else
 * it changes nothing.
 */
final class Unprivileged {

    private static final String USER = "nobody";

    private Unprivileged() {
    }

    static boolean isNeeded() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** The command, to be run without privileges. */
    static List<String> command(List<String> command) {
        if (!isNeeded()) {
            return command;
        }
        List<String> whole = new ArrayList<>();
        if (isInstalled("setpriv")) {
            whole.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + groupId(), "--clear-groups"));
            whole.addAll(command);
        } else if (isInstalled("su")) {
            whole.addAll(List.of("su", "-s", "/bin/sh", "-c", "exec " + quoted(command), USER));
        } else {
            throw new CliException("PostgreSQL does not run as root, and neither setpriv nor su is installed to run it "
                    + "as " + USER + ". Run this as another user, or give --db-url of a PostgreSQL that runs.");
        }
        return whole;
    }

    /** Gives a directory with all it holds to the unprivileged user. */
    static void own(Path directory) {
        if (!isNeeded()) {
            return;
        }
        try {
            UserPrincipal user = FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(USER);
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {

                @Override
                public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes)
                        throws IOException {
                    return give(visited);
                }

                @Override
                public FileVisitResult visitFile(Path visited, BasicFileAttributes attributes) throws IOException {
                    return give(visited);
                }

                private FileVisitResult give(Path path) throws IOException {
                    Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                            .setOwner(user);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot give " + directory + " to " + USER, e);
        }
    }

    /** Whether the unprivileged user can get into the directory, past all its parents. */
    static boolean canEnter(Path directory) {
        for (Path path = directory; path != null; path = path.getParent()) {
            try {
                if (!Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                    return false;
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read the permissions of " + path, e);
            }
        }
        return true;
    }

    /** The number of the user's group, whose name differs between systems. */
    private static String groupId() {
        try (Stream<String> users = Files.lines(Path.of("/etc/passwd"))) {
            return users.map(line -> line.split(":"))
                    .filter(fields -> fields.length > 3 && fields[0].equals(USER))
                    .map(fields -> fields[3])
                    .findFirst()
                    .orElseThrow(() -> new CliException("This system has no user " + USER + " to run PostgreSQL."));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read /etc/passwd", e);
        }
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static String quoted(List<String> command) {
        return command.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
