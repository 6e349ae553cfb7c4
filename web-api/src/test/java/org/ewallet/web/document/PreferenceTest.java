package org.ewallet.web.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shows who gets a document in JSON. */
class PreferenceTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "*/* | false",
        "text/html, application/xhtml+xml, */*;q=0.8 | false",
        "application/json | true",
        "application/vnd.oai.openapi+json | true",
        "application/json, */*;q=0.5 | true",
        "application/json;q=0.5, application/yaml | false",
        "application/json;q=0, */* | false",
        "application/json;q=x, */* | false",
        "APPLICATION/JSON | true",
    })
    void jsonIsForThoseWhoLikeItAtLeastAsWell(String accept, boolean json) {
        assertThat(Preference.of(accept).isForJson()).isEqualTo(json);
    }

    @Test
    void whoeverSaysNothingGetsYaml() {
        assertThat(Preference.of(null).isForJson()).isFalse();
    }
}
