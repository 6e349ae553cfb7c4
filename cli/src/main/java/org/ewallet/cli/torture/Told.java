package org.ewallet.cli.torture;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * An event as a subscriber got it.
 *
 * @param type short name
 * @param id its own
 * @param causationId the letter that caused it; null if none did
 * @param sequence its number in the topic; null if the publisher gives none
 * @param time when it was published
 * @param data its body
 */
record Told(String type, String id, String causationId, Long sequence, Instant time, JsonNode data) {
}
