package org.ewallet.contract.account;

import org.ewallet.contract.Event;

/** Published on {@code account.events}. */
public sealed interface AccountEvent extends Event permits PersonRegistered, PersonBanned, PersonReinstated {

    /** Whom the event is about. */
    String personId();
}
