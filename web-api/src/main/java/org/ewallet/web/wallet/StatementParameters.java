package org.ewallet.web.wallet;

import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Locale;
import org.ewallet.contract.Codec;
import org.ewallet.contract.InvalidMessageException;
import org.ewallet.contract.wallet.StatementRequest;
import org.ewallet.contract.wallet.StatementRequest.Order;

/** The query parameters of a statement, as they came. */
public class StatementParameters {

    @QueryParam("from")
    private String from;

    @QueryParam("to")
    private String to;

    @QueryParam("limit")
    private String limit;

    @QueryParam("cursor")
    private String cursor;

    @QueryParam("order")
    private String order;

    /** For JAX-RS, which fills in the fields. */
    public StatementParameters() {
    }

    StatementParameters(String from, String to, String limit, String cursor, String order) {
        this.from = from;
        this.to = to;
        this.limit = limit;
        this.cursor = cursor;
        this.order = order;
    }

    /**
     * What is asked for; oldest first unless said otherwise.
     *
     * @throws InvalidMessageException naming the parameter that is wrong
     */
    StatementRequest request() {
        Instant first = instant("from", from);
        Instant end = instant("to", to);
        if (first != null && end != null && first.isAfter(end)) {
            throw new InvalidMessageException("to", "to must not be before from");
        }
        return new StatementRequest(first, end, limit(), cursor, order());
    }

    private static Instant instant(String name, String text) {
        return text == null ? null : Codec.instant(name, text);
    }

    private int limit() {
        if (limit == null) {
            return StatementRequest.DEFAULT_LIMIT;
        }
        try {
            return Integer.parseInt(limit);
        } catch (NumberFormatException e) {
            throw new InvalidMessageException("limit", "limit must be from 1 to " + StatementRequest.MAX_LIMIT);
        }
    }

    private Order order() {
        if (order == null) {
            return Order.ASC;
        }
        return switch (order.toLowerCase(Locale.ROOT)) {
            case "asc" -> Order.ASC;
            case "desc" -> Order.DESC;
            default -> throw new InvalidMessageException("order", "order must be asc or desc");
        };
    }
}
