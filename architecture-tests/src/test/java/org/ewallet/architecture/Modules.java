package org.ewallet.architecture;

import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.LocationProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the compiled classes of the modules that make up the system; public because ArchUnit makes it. */
public final class Modules implements LocationProvider {

    static final List<String> ALL =
            List.of("contract", "messaging", "account-ejb", "wallet-ejb", "notification-mdb", "web-api");

    /** The folder of a module, next to this one: tests are run in the folder of theirs. */
    static Path folder(String module) {
        return Path.of("..", module);
    }

    @Override
    public Set<Location> get(Class<?> testClass) {
        Set<Location> locations = new LinkedHashSet<>();
        for (String module : ALL) {
            Path classes = folder(module).resolve("target/classes");
            if (!Files.isDirectory(classes)) {
                throw new IllegalStateException("no compiled classes in " + classes.toAbsolutePath().normalize()
                        + ": build the modules first, such as by mvn test -am -pl architecture-tests");
            }
            locations.add(Location.of(classes));
        }
        return locations;
    }
}
