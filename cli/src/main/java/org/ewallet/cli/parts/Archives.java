package org.ewallet.cli.parts;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks what the servers come in, keeping links and the right to execute. */
final class Archives {

    private static final int EXECUTE_BIT = 0100;

    private Archives() {
    }

    /** Unpacks a zip without the directory that all its entries begin with. */
    static void unzipWithoutRoot(Path zip, Path target) {
        try (ZipFile file = ZipFile.builder().setPath(zip).get()) {
            for (ZipArchiveEntry entry : Collections.list(file.getEntries())) {
                String name = entry.getName().substring(entry.getName().indexOf('/') + 1);
                Path path = inside(target, name);
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    try (InputStream content = file.getInputStream(entry)) {
                        write(content, path, entry.getUnixMode());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack " + zip, e);
        }
    }

    /** Unpacks the one {@code .txz} inside a jar, which is how the binaries of PostgreSQL come. */
    static void untarFromJar(Path jar, Path target) {
        try (JarFile file = new JarFile(jar.toFile());
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(
                        new BufferedInputStream(file.getInputStream(archiveIn(file)))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = inside(target, entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(path.getParent());
                    Files.deleteIfExists(path);
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    write(tar, path, entry.getMode());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack " + jar, e);
        }
    }

    private static JarEntry archiveIn(JarFile jar) throws IOException {
        Enumeration<JarEntry> entries = jar.entries();
        while (entries.hasMoreElements()) {
            JarEntry entry = entries.nextElement();
            if (entry.getName().endsWith(".txz")) {
                return entry;
            }
        }
        throw new IOException(jar.getName() + " holds no .txz");
    }

    private static void write(InputStream content, Path path, int mode) throws IOException {
        Files.createDirectories(path.getParent());
        Files.copy(content, path, StandardCopyOption.REPLACE_EXISTING);
        if ((mode & EXECUTE_BIT) != 0 && !path.toFile().setExecutable(true, false)) {
            throw new IOException("Cannot make " + path + " executable");
        }
    }

    private static Path inside(Path target, String name) throws IOException {
        Path path = target.resolve(name).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("The archive leaves its directory: " + name);
        }
        return path;
    }
}
