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

/**
 * The golden files: one JSON text per type, kept for ever. A file may gain optional fields and never changes else;
 * what it was before is kept in another folder, since older senders still write it so.
 */
final class Golden {

    private static final Path FOLDER = folder("/golden");
    private static final Path FOLDER_BEFORE = folder("/golden-before");
    private static final String SUFFIX = ".json";

    private Golden() {
    }

    static String text(Class<?> type) {
        return text(FOLDER, type);
    }

    static ObjectNode json(Class<?> type) {
        return (ObjectNode) Codec.readTree(text(type));
    }

    /** How a message looked before its type gained optional fields. */
    static ObjectNode jsonBefore(Class<?> type) {
        return (ObjectNode) Codec.readTree(text(FOLDER_BEFORE, type));
    }

    /** The names of the types that have a golden file. */
    static Set<String> types() {
        return types(FOLDER);
    }

    /** The names of the types that have gained optional fields. */
    static Set<String> typesBefore() {
        return types(FOLDER_BEFORE);
    }

    private static String text(Path folder, Class<?> type) {
        try {
            return Files.readString(folder.resolve(type.getSimpleName() + SUFFIX));
        } catch (IOException e) {
            throw new UncheckedIOException("no golden file for " + type.getName(), e);
        }
    }

    private static Set<String> types(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString().replace(SUFFIX, "")).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder(String name) {
        try {
            return Path.of(Golden.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
