package org.ewallet.web.wallet;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ewallet.contract.wallet.StatementLine;
import org.ewallet.contract.wallet.StatementPage;

/**
 * A statement as CSV of RFC 4180: a header line, CRLF, quotes where needed; absent values are empty.
 *
 * <p>A text that a spreadsheet would take for a formula (it begins with {@code = + - @}, a tab or a line break) gets an
 * apostrophe in front, because a reference is whatever a stranger wrote who paid one cent. Readers of CSV that need the
 * very text take the JSON. Numbers are ours and stay numbers.
 */
final class StatementCsv {

    /** With a lower quality than JSON: whoever accepts anything gets JSON. */
    static final String MEDIA_TYPE = "text/csv;charset=utf-8;header=present;qs=0.5";

    private static final String FORMULA_STARTS = "=+-@\t\r\n";
    private static final String HEADER = "entryId,at,kind,amountMinor,balanceAfterMinor,currency,counterpartyWalletId,"
            + "commandId,reference";
    private static final String END_OF_LINE = "\r\n";

    private StatementCsv() {
    }

    static String write(StatementPage page) {
        List<StatementLine> entries = page.entries();
        return Stream.concat(Stream.of(HEADER), entries.stream().map(entry -> line(entry, page.currency())))
                .collect(Collectors.joining(END_OF_LINE, "", END_OF_LINE));
    }

    private static String line(StatementLine entry, String currency) {
        return String.join(",", text(entry.entryId()), text(entry.at()), text(entry.kind()),
                Long.toString(entry.amountMinor()), Long.toString(entry.balanceAfterMinor()), text(currency),
                text(entry.counterpartyWalletId()), text(entry.commandId()), text(entry.reference()));
    }

    private static String text(Object value) {
        String text = Objects.toString(value, "");
        if (!text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        boolean quote = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return quote ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
