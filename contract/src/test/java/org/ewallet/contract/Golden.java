package org.ewallet.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The golden files: one JSON text per type, kept for ever. A file may gain optional fields and never changes else. */
final class Golden {

    private static final Path FOLDER = folder();
    private static final String SUFFIX = ".json";

    private Golden() {
    }

    static String text(Class<?> type) {
        try {
            return Files.readString(FOLDER.resolve(type.getSimpleName() + SUFFIX));
        } catch (IOException e) {
            throw new UncheckedIOException("no golden file for " + type.getName(), e);
        }
    }

    static ObjectNode json(Class<?> type) {
        return (ObjectNode) Codec.readTree(text(type));
    }

    /** The names of the types that have a golden file. */
    static Set<String> types() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString().replace(SUFFIX, "")).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            return Path.of(Golden.class.getResource("/golden").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
