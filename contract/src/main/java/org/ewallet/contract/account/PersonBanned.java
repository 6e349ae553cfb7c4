package org.ewallet.contract.account;

import org.ewallet.contract.Require;

/**
 * A person is banned from now on.
 *
 * @param personId the person
 * @param reason for the record; may be null
 */
public record PersonBanned(String personId, String reason) implements AccountEvent {

    public PersonBanned {
        Require.id("personId", personId);
        Require.optionalText("reason", reason);
    }
}
