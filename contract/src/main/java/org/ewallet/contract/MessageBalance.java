package org.ewallet.contract;

import java.time.Instant;
import java.util.List;

/**
 * Whether every letter that was accepted is accounted for.
 *
 * @param addsUp of all boxes; null if none is known to be wrong and of one it cannot be told
 * @param asOf when the last of it was read
 * @param boxes one line per command box
 */
public record MessageBalance(Boolean addsUp, Instant asOf, List<BoxBalance> boxes) {

    public static MessageBalance of(Instant asOf, List<BoxBalance> boxes) {
        boolean wrong = boxes.stream().anyMatch(box -> Boolean.FALSE.equals(box.addsUp()));
        boolean right = boxes.stream().allMatch(box -> Boolean.TRUE.equals(box.addsUp()));
        return new MessageBalance(wrong || right ? right : null, asOf, boxes);
    }
}
