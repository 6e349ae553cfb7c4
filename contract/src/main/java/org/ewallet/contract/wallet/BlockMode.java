package org.ewallet.contract.wallet;

/** Which movements a block stops. */
public enum BlockMode {
    /** Nothing leaves. */
    DEBIT,
    /** Nothing arrives. */
    CREDIT,
    /** Nothing moves. */
    ALL;

    public boolean stopsDebits() {
        return this != CREDIT;
    }

    public boolean stopsCredits() {
        return this != DEBIT;
    }
}
