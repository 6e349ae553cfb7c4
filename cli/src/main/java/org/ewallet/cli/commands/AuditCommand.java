package org.ewallet.cli.commands;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.ewallet.cli.CliException;
import org.ewallet.cli.Output;
import org.ewallet.contract.Codec;
import org.ewallet.contract.wallet.AuditLine;
import org.ewallet.contract.wallet.AuditReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "audit", description = "Recomputes the books from their rows; fails if they do not hold.")
public final class AuditCommand implements Callable<Integer> {

    private static final String PATH = "/api/ledger/audit";

    /** Every row is read several times. Payara ends a request after this time, unless told otherwise. */
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private static final int HOLDS = 0;
    private static final int BROKEN = 1;

    @Mixin
    private Place place;

    @Override
    public Integer call() {
        AuditReport report = place.started().webApi().find(PATH, LIMIT)
                .map(json -> Codec.read(json, AuditReport.class))
                .orElseThrow(() -> new CliException("What runs there is older than this command and has no audit. "
                        + "Start the new one: ./ewallet down, then ./ewallet up"));
        Output output = Output.to(System.out);
        report.invariants().forEach(line -> tell(line, output));
        if (report.holds()) {
            output.line("The books hold as of %s.", report.asOf());
            return HOLDS;
        }
        output.line("The books are BROKEN as of %s. Keep a copy of the database as it is, and look at the rows above.",
                report.asOf());
        return BROKEN;
    }

    private static void tell(AuditLine line, Output output) {
        output.line("%d  %-6s %12d rows  %s", line.number(), line.holds() ? "holds" : "BROKEN", line.rowsChecked(),
                line.statement());
        line.brokenRows().forEach(row -> output.line("     " + row));
        long others = line.rowsBroken() - line.brokenRows().size();
        if (others > 0) {
            output.line("     and %d more", others);
        }
    }
}
