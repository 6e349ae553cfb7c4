package org.ewallet.web.message;

/**
 * What lies in the queues of one box at the broker.
 *
 * @param receipts of letters that the service has not counted yet
 * @param letters in the box, delayed ones included
 * @param delayed of these, to be delivered later
 * @param dead in {@code <box>.dead}
 * @param invalid in {@code <box>.invalid}
 * @param expired that the service has not counted yet
 * @param takenOut of dead and invalid by operators, ever
 * @param oldestMillis age of the letter that is next; null if none waits or it has no time
 * @param still whether receipts and letters were the same before and after the rest was read
 */
record BoxDepth(long receipts, long letters, long delayed, long dead, long invalid, long expired, long takenOut,
        Long oldestMillis, boolean still) {
}
