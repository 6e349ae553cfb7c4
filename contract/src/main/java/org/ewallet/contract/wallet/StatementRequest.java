package org.ewallet.contract.wallet;

import java.time.Instant;
import org.ewallet.contract.InvalidMessageException;

/**
 * Which part of a statement is wanted.
 *
 * @param from first instant; null: since the wallet was opened
 * @param to first instant that no longer counts; null: no end
 * @param limit entries on a page, 1 to {@link #MAX_LIMIT}
 * @param cursor the {@code nextCursor} of the page before; null for the first page
 * @param order by time
 */
public record StatementRequest(Instant from, Instant to, int limit, String cursor, Order order) {

    public static final int MAX_LIMIT = 500;
    public static final int DEFAULT_LIMIT = 50;

    public enum Order {
        ASC, DESC
    }

    public StatementRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidMessageException("limit", "limit must be from 1 to " + MAX_LIMIT);
        }
    }
}
