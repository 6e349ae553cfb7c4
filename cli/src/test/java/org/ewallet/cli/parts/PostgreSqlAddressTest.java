package org.ewallet.cli.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ewallet.cli.CliException;
import org.ewallet.cli.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgreSqlAddressTest {

    @Test
    void a_url_names_host_port_and_database() {
        assertThat(PostgreSqlAddress.parse("jdbc:postgresql://db.example.org:6432/wallets"))
                .isEqualTo(new PostgreSqlAddress("db.example.org", 6432, "wallets"));
    }

    @Test
    void the_port_may_be_left_out() {
        assertThat(PostgreSqlAddress.parse("jdbc:postgresql://db/wallets").port()).isEqualTo(5432);
    }

    @Test
    void without_a_url_it_is_the_one_we_start() {
        assertThat(PostgreSqlAddress.of(Settings.DEFAULT).url()).isEqualTo("jdbc:postgresql://127.0.0.1:54320/ewallet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://db/wallets", "jdbc:postgresql:wallets",
        "jdbc:postgresql://db/wallets?ssl=true", "jdbc:postgresql://db:port/wallets", "jdbc:h2:./wallets"})
    void another_form_is_refused_with_an_example(String url) {
        assertThatThrownBy(() -> PostgreSqlAddress.parse(url)).isInstanceOf(CliException.class)
                .hasMessageContaining("jdbc:postgresql://host:5432/ewallet");
    }
}
