package org.ewallet.contract.account;

import org.ewallet.contract.Require;

/**
 * The ban of a person is lifted.
 *
 * @param personId the person
 * @param reason for the record; may be null
 */
public record PersonReinstated(String personId, String reason) implements AccountEvent {

    public PersonReinstated {
        Require.id("personId", personId);
        Require.optionalText("reason", reason);
    }
}
