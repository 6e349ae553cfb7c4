package org.ewallet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.ewallet.cli.Database;
import org.ewallet.cli.RunDirectory;
import org.ewallet.cli.Settings;
import org.ewallet.cli.torture.Kit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./ewallet torture} as a test, see docs/torture.md; {@code -Dewallet.torture.rounds=N} makes it longer. */
class TortureIT {

    private static final int ROUNDS = Integer.getInteger("ewallet.torture.rounds", 25);
    private static final long SEED = Long.getLong("ewallet.torture.seed", 1);

    /** Shows that no letter, event or cent is lost or doubled whatever is killed, and that every decision is the model's. */
    @Test
    void everything_holds_though_parts_are_killed(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) {
        Settings settings = Settings.onFreePorts().with(Database.POSTGRESQL);
        Kit kit = new Kit(SystemTest.distribution(), new RunDirectory(directory.resolve("run")), settings,
                SystemTest.OUTPUT);

        assertThat(kit.torture(ROUNDS, SEED, null)).as("everything holds, see the table above").isTrue();
    }
}
