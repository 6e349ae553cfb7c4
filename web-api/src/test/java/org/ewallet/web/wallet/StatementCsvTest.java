package org.ewallet.web.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.ewallet.contract.wallet.StatementLine;
import org.ewallet.contract.wallet.StatementPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows that a statement is CSV of RFC 4180, and harmless in a spreadsheet whatever a reference says. */
class StatementCsvTest {

    private static final String HEADER = "entryId,at,kind,amountMinor,balanceAfterMinor,currency,counterpartyWalletId,"
            + "commandId,reference\r\n";

    @Test
    void aStatementWithoutEntriesIsItsHeader() {
        assertThat(StatementCsv.write(page())).isEqualTo(HEADER);
    }

    @Test
    void everyEntryIsALineAndAbsentValuesAreEmpty() {
        String csv = StatementCsv.write(page(
                new StatementLine("e1", Instant.EPOCH, "DEPOSIT", 10_000, 10_000, null, "d1", null),
                new StatementLine("e2", Instant.EPOCH, "TRANSFER", -1250, 8750, "mary.EUR", "t1", "lunch")));

        assertThat(csv).isEqualTo(HEADER
                + "e1,1970-01-01T00:00:00Z,DEPOSIT,10000,10000,EUR,,d1,\r\n"
                + "e2,1970-01-01T00:00:00Z,TRANSFER,-1250,8750,EUR,mary.EUR,t1,lunch\r\n");
    }

    @Test
    void commasQuotesAndLineBreaksAreQuoted() {
        assertThat(reference("a, b")).isEqualTo("\"a, b\"");
        assertThat(reference("say \"hi\"")).isEqualTo("\"say \"\"hi\"\"\"");
        assertThat(reference("two\nlines")).isEqualTo("\"two\nlines\"");
        assertThat(reference("it's")).isEqualTo("it's");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"})
    void whatASpreadsheetWouldTakeForAFormulaBeginsWithAnApostrophe(String formula) {
        assertThat(reference(formula).replace("\"", "")).isEqualTo("'" + formula);
    }

    @Test
    void negativeAmountsStayNumbers() {
        assertThat(StatementCsv.write(page(line("x")))).contains(",-5,-5,");
    }

    private static String reference(String reference) {
        String csv = StatementCsv.write(page(line(reference)));
        return csv.substring(csv.indexOf(",t1,") + ",t1,".length(), csv.length() - "\r\n".length());
    }

    private static StatementLine line(String reference) {
        return new StatementLine("e1", Instant.EPOCH, "TRANSFER", -5, -5, "mary.EUR", "t1", reference);
    }

    private static StatementPage page(StatementLine... entries) {
        return new StatementPage("johny.EUR", "EUR", 0, List.of(entries), 0, null);
    }
}
