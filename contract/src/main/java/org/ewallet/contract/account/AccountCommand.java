package org.ewallet.contract.account;

import org.ewallet.contract.Command;

/** A letter for the box {@code account.commands}. */
public sealed interface AccountCommand extends Command permits RegisterPerson, BanPerson, ReinstatePerson {

    /** Whom the letter is about. */
    String personId();
}
