package org.ewallet.contract;

/** Why a command was refused. Declared in order of precedence: the first that applies is the one reported. */
public enum Reason {
    /** A person asked for what is not theirs to ask for; tells nothing of whether it exists. */
    NOT_ALLOWED,
    WALLET_UNKNOWN,
    HOLD_UNKNOWN,
    TRANSFER_UNKNOWN,
    PERSON_UNKNOWN,
    ALREADY_EXISTS,
    SAME_WALLET,
    CURRENCY_MISMATCH,
    WALLET_CLOSED,
    WALLET_BLOCKED,
    WALLET_NOT_EMPTY,
    /** The hold was captured in full or released. */
    HOLD_CLOSED,
    HOLD_EXPIRED,
    ALREADY_REVERSED,
    AMOUNT_EXCEEDS_HOLD,
    /** Available (balance - held + overdraft limit) is less than the amount. */
    INSUFFICIENT_FUNDS,
    /** A balance would leave the range of a 64-bit integer of minor units. */
    BALANCE_LIMIT
}
