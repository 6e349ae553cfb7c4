package org.ewallet.cli.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes that the run directories of a distribution share. */
class MicroRuntimeTest {

    @TempDir
    private Path parts;
    private MicroRuntime runtime;
    private Path draft;

    @BeforeEach
    void unpack() throws IOException {
        Path micro = Files.createFile(parts.resolve("payara-micro.jar"));
        runtime = new MicroRuntime(micro);
        Files.createDirectory(parts.resolve("payara-micro-" + Files.getLastModifiedTime(micro).toMillis()));
        draft = parts.resolve("classes.jsa");
    }

    @Test
    void what_one_process_wrote_at_its_end_is_what_the_next_one_of_its_kind_reads() throws IOException {
        assertThat(runtime.classesOptions("services", draft)).contains("-XX:ArchiveClassesAtExit=" + draft);

        Files.writeString(draft, "classes");
        runtime.adopt("services", draft);

        assertThat(draft).doesNotExist();
        assertThat(runtime.classesOptions("services", draft)).anySatisfy(option -> {
            assertThat(option).startsWith("-XX:SharedArchiveFile=");
            assertThat(Path.of(option.substring(option.indexOf('=') + 1))).hasContent("classes");
        });
        assertThat(runtime.classesOptions("notification", draft)).contains("-XX:ArchiveClassesAtExit=" + draft);
    }

    @Test
    void a_process_that_wrote_nothing_leaves_all_as_it_was() {
        runtime.adopt("services", draft);

        assertThat(runtime.classesOptions("services", draft)).contains("-XX:ArchiveClassesAtExit=" + draft);
    }
}
