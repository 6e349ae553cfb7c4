package org.ewallet.cli.parts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.stream.StreamSupport;

/** Reads an answer of MicroProfile Health. */
final class Health {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OURS = "ewallet-";
    private static final String UP = "UP";

    private Health() {
    }

    /**
     * Whether all checks are up and one of them is ours: a server without applications is up as well, and says so
     * before it has deployed ours.
     */
    static boolean isUpForEwallet(String body) {
        try {
            JsonNode health = JSON.readTree(body);
            return UP.equals(health.path("status").asText())
                    && StreamSupport.stream(health.path("checks").spliterator(), false)
                            .anyMatch(check -> check.path("name").asText().startsWith(OURS)
                                    && UP.equals(check.path("status").asText()));
        } catch (JsonProcessingException notHealth) {
            return false;
        }
    }
}
