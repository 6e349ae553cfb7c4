package org.ewallet.cli.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivesTest {

    @TempDir
    private Path directory;

    @Test
    void what_can_be_executed_stays_so_and_the_root_is_left_out() throws IOException {
        Path zip = zip("server/bin/start", 0755, "server/readme", 0644);

        Archives.unzipWithoutRoot(zip, directory.resolve("out"));

        assertThat(directory.resolve("out/bin/start")).isExecutable().hasContent("server/bin/start");
        assertThat(Files.isExecutable(directory.resolve("out/readme"))).isFalse();
    }

    @Test
    void an_archive_that_leaves_its_directory_is_refused() throws IOException {
        Path zip = zip("server/../../evil", 0644);

        assertThatThrownBy(() -> Archives.unzipWithoutRoot(zip, directory.resolve("out")))
                .isInstanceOf(UncheckedIOException.class).hasRootCauseMessage(
                        "The archive leaves its directory: ../../evil");
        assertThat(directory.resolve("evil")).doesNotExist();
    }

    private Path zip(Object... namesAndModes) throws IOException {
        Path zip = directory.resolve("some.zip");
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
            for (int i = 0; i < namesAndModes.length; i += 2) {
                ZipArchiveEntry entry = new ZipArchiveEntry((String) namesAndModes[i]);
                entry.setUnixMode((int) namesAndModes[i + 1]);
                out.putArchiveEntry(entry);
                out.write(entry.getName().getBytes(StandardCharsets.UTF_8));
                out.closeArchiveEntry();
            }
        }
        return zip;
    }
}
