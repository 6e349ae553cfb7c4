package org.ewallet.contract;

import java.io.Serializable;

/**
 * What became of a command.
 *
 * @param json the outcome as it was first answered, byte for byte
 * @param personId who sent it; null if that was a trusted system
 */
public record KnownOutcome(String json, String personId) implements Serializable {
}
