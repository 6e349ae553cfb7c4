package org.ewallet.contract.account;

import org.ewallet.contract.Require;

/**
 * Bans a person; the wallet service reacts by blocking every wallet of that person. Banning a banned person is completed
 * and changes nothing.
 *
 * @param personId whom to ban
 * @param reason for the record; optional
 */
public record BanPerson(String personId, String reason) implements AccountCommand {

    public BanPerson {
        Require.id("personId", personId);
        Require.optionalText("reason", reason);
    }
}
