package org.ewallet.cli.parts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthTest {

    @Test
    void up_with_a_check_of_ours_is_ready() {
        assertThat(Health.isUpForEwallet("""
                {"status":"UP","checks":[{"name":"other","status":"UP"},
                {"name":"ewallet-wallet","status":"UP","data":{}}]}""")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"status\":\"UP\",\"checks\":[]}",
        "{\"status\":\"UP\",\"checks\":[{\"name\":\"other\",\"status\":\"UP\"}]}",
        "{\"status\":\"DOWN\",\"checks\":[{\"name\":\"ewallet-wallet\",\"status\":\"UP\"}]}",
        "<html>starting</html>", ""})
    void everything_else_is_not(String body) {
        assertThat(Health.isUpForEwallet(body)).isFalse();
    }
}
