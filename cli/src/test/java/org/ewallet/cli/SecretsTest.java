package org.ewallet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    private Path directory;

    @Test
    void only_the_owner_can_read_them() throws IOException {
        RunDirectory run = runDirectory();

        Secrets.in(run);

        assertThat(permissions(run.secretsFile())).isEqualTo("rw-------");
        assertThat(permissions(run.path())).isEqualTo("rwx------");
        assertThat(permissions(run.logs())).isEqualTo("rwx------");
    }

    @Test
    void they_stay_the_same() {
        RunDirectory run = runDirectory();
        Secrets first = Secrets.in(run);

        Secrets second = Secrets.in(run);

        assertThat(Arrays.stream(BrokerUser.values()).map(second::broker))
                .containsExactlyElementsOf(Arrays.stream(BrokerUser.values()).map(first::broker).toList())
                .doesNotHaveDuplicates();
        assertThat(second.database(Service.WALLET)).isEqualTo(first.database(Service.WALLET));
    }

    @Test
    void one_that_is_missing_is_added_and_the_others_stay() throws IOException {
        RunDirectory run = runDirectory();
        PrivateFiles.write(run.secretsFile(), "broker.wallet.password=known\n");

        Secrets secrets = Secrets.in(run);

        assertThat(secrets.broker(BrokerUser.WALLET)).isEqualTo("known");
        assertThat(secrets.broker(BrokerUser.SHOP)).hasSizeGreaterThan(20);
        assertThat(Files.readString(run.secretsFile()))
                .contains("broker.shop.password=" + secrets.broker(BrokerUser.SHOP));
    }

    @Test
    void they_have_no_character_that_means_something_to_asadmin_or_a_url() {
        Secrets secrets = Secrets.in(runDirectory());

        assertThat(Arrays.stream(BrokerUser.values()).map(secrets::broker)).allMatch(it -> it.matches("[\\w-]{32}"));
        assertThat(secrets.smpp()).as("SMPP allows eight characters").matches("[\\w-]{8}");
    }

    private RunDirectory runDirectory() {
        RunDirectory run = new RunDirectory(directory.resolve("run"));
        run.create();
        return run;
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
