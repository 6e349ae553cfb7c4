package org.ewallet.contract.wallet;

import java.util.List;

/**
 * One invariant of the books, and the rows that break it.
 *
 * @param number from 1 on; never given to another invariant
 * @param code a stable name, such as BALANCE_IS_CREDITS_MINUS_DEBITS
 * @param statement the invariant in words
 * @param rowsChecked how many rows were looked at, in all tables that it is about
 * @param rowsBroken how many times it is broken; 0 if it holds
 * @param brokenRows the first {@link #MAX_BROKEN_ROWS} of them: which row it is, what it says and what it should say
 */
public record AuditLine(int number, String code, String statement, long rowsChecked, long rowsBroken,
        List<String> brokenRows) {

    /** More of them would tell nobody more. */
    public static final int MAX_BROKEN_ROWS = 20;

    public boolean holds() {
        return rowsBroken == 0;
    }
}
