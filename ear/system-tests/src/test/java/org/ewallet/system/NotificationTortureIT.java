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

/** {@code ./ewallet torture --notifications 300 --kills 2} as a test, see docs/torture.md. */
class NotificationTortureIT {

    private static final int NOTIFICATIONS = Integer.getInteger("ewallet.torture.notifications", 300);
    private static final int KILLS = Integer.getInteger("ewallet.torture.kills", 2);
    private static final long SEED = Long.getLong("ewallet.torture.seed", 1);

    /** Shows that it holds though providers drop connections, answer late and refuse, and the service is killed. */
    @Test
    void no_sms_goes_out_twice_and_no_email_is_lost(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) {
        Settings settings = Settings.onFreePorts().with(Database.POSTGRESQL);
        Kit kit = new Kit(SystemTest.distribution(), new RunDirectory(directory.resolve("run")), settings,
                SystemTest.OUTPUT);

        assertThat(kit.notifications(NOTIFICATIONS, KILLS, false, SEED, null))
                .as("everything holds, see the table above").isTrue();
    }
}
