package org.ewallet.contract.wallet;

import java.time.Instant;
import java.util.List;

/**
 * What became of checking every invariant of the books against every row, as they stood at one instant.
 *
 * @param holds whether every invariant holds
 * @param asOf when the audit began; letters that were handled later do not count
 * @param invariants one line each, by number
 */
public record AuditReport(boolean holds, Instant asOf, List<AuditLine> invariants) {

    /** The books hold if each of their invariants does. */
    public static AuditReport of(Instant asOf, List<AuditLine> invariants) {
        return new AuditReport(invariants.stream().allMatch(AuditLine::holds), asOf, invariants);
    }
}
