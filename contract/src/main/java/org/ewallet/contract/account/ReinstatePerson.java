package org.ewallet.contract.account;

import org.ewallet.contract.Require;

/**
 * Lifts the ban of a person; the wallet service reacts by lifting what the ban had blocked, and nothing else.
 *
 * @param personId whom to reinstate
 * @param reason for the record; optional
 */
public record ReinstatePerson(String personId, String reason) implements AccountCommand {

    public ReinstatePerson {
        Require.id("personId", personId);
        Require.optionalText("reason", reason);
    }
}
