package org.ewallet.contract;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The data of a letter: a {@link Command} or an {@link Event}. Optional fields that are absent are left out of the JSON.
 * The CloudEvents type of a message is {@link MessageTypes#TYPE_PREFIX} and the simple name of its record.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public interface Message {
}
