package org.ewallet.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Shows that {@code docs/dependencies.md} tells the versions that are in use. */
class DependenciesTest {

    private static final Path PARENT = Path.of("..", "pom.xml");
    private static final Path PAGE = Path.of("..", "docs", "dependencies.md");
    private static final Pattern PROPERTY = Pattern.compile("<([a-z0-9.]+\\.version)>([^<]+)</");
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z0-9.]+\\.version)` \\| ([^ |]+) \\|");

    @Test
    void pageHasTheVersionOfEveryDependency() throws IOException {
        assertThat(found(PAGE, ROW)).isEqualTo(found(PARENT, PROPERTY));
    }

    private static Map<String, String> found(Path file, Pattern pattern) throws IOException {
        Map<String, String> versions = new TreeMap<>();
        List<String> lines = Files.readAllLines(file);
        for (String line : lines) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                versions.put(matcher.group(1), matcher.group(2));
            }
        }
        return versions;
    }
}
