package org.ewallet.wallet.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.ewallet.contract.InvalidMessageException;
import org.ewallet.contract.wallet.StatementRequest;
import org.ewallet.contract.wallet.StatementRequest.Order;

/**
 * What is left to read of a statement: entries from {@code fromMicros} until before {@code toMicros}. Entries are only
 * ever added at the end, so that a range once read stays as it was.
 */
record StatementCursor(String walletId, Order order, long fromMicros, long toMicros) {

    private static final String SEPARATOR = "|";

    /** Where a request begins. */
    static StatementCursor of(String walletId, StatementRequest request) {
        if (request.cursor() != null) {
            return parse(walletId, request);
        }
        return new StatementCursor(walletId, request.order(),
                request.from() == null ? 0 : Micros.of(request.from()),
                request.to() == null ? Long.MAX_VALUE : Micros.of(request.to()));
    }

    /** What is left after an entry. */
    StatementCursor after(long atMicros) {
        return order == Order.DESC ? new StatementCursor(walletId, order, fromMicros, atMicros)
                : new StatementCursor(walletId, order, atMicros + 1, toMicros);
    }

    String text() {
        String plain = String.join(SEPARATOR, walletId, order.name(), Long.toString(fromMicros),
                Long.toString(toMicros));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    private static StatementCursor parse(String walletId, StatementRequest request) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(request.cursor()), StandardCharsets.UTF_8)
                    .split("\\" + SEPARATOR, -1);
            StatementCursor cursor = new StatementCursor(parts[0], Order.valueOf(parts[1]), Long.parseLong(parts[2]),
                    Long.parseLong(parts[3]));
            if (parts.length == 4 && cursor.walletId.equals(walletId) && cursor.order == request.order()) {
                return cursor;
            }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException malformed) {
            throw foreign();
        }
        throw foreign();
    }

    private static InvalidMessageException foreign() {
        return new InvalidMessageException("cursor",
                "cursor must be the nextCursor of the page before, of the same wallet and order");
    }
}
