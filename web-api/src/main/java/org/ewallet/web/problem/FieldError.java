package org.ewallet.web.problem;

import org.ewallet.contract.InvalidMessageException;

/**
 * A parameter or a field that is wrong.
 *
 * @param field such as {@code data.amountMinor}
 * @param detail what would be right
 */
public record FieldError(String field, String detail) {

    static FieldError of(InvalidMessageException e) {
        return new FieldError(e.field(), e.getMessage());
    }
}
