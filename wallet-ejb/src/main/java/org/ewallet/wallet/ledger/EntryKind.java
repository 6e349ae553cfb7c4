package org.ewallet.wallet.ledger;

/** What moved the money. */
public enum EntryKind {
    DEPOSIT, WITHDRAWAL, TRANSFER, REVERSAL, HOLD_CAPTURE, ORDER_PAYMENT
}
