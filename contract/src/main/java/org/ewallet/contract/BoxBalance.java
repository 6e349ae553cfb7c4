package org.ewallet.contract;

/**
 * What became of the letters that were accepted into one box, ever. {@code accepted} is the sum of {@code completed},
 * {@code rejected}, {@code repeated}, {@code expired}, {@code waiting}, {@code delayed}, {@code dead}, {@code invalid},
 * {@code takenOut} and {@code missing}. What the box's service has counted, the first five, is null while that service
 * does not answer.
 *
 * @param address the box
 * @param accepted that the broker took from their senders; a letter that an operator sends again counts again
 * @param completed handled with an effect
 * @param rejected refused by a rule
 * @param repeated handled before: the same id with the same content
 * @param expired whose time was over before they were handled
 * @param waiting in the box now, those included that are being handled
 * @param delayed in the box, to be delivered later: a retry, or as the sender wished
 * @param dead in {@code <address>.dead} now
 * @param invalid in {@code <address>.invalid} now
 * @param takenOut of these two by operators, to be sent again or thrown away
 * @param missing that are nowhere; less than zero if there are letters that were never accepted; null if that cannot be
 *        told
 * @param addsUp whether {@code missing} is zero; null if that is null
 * @param oldestWaitingMillis age of the letter that is next, by the time its sender gave it; null if none waits or it
 *        has no time
 * @param reason why it cannot be told whether letters are missing, in a sentence; null if it can
 */
public record BoxBalance(String address, Long accepted, Long completed, Long rejected, Long repeated, Long expired,
        long waiting, long delayed, long dead, long invalid, long takenOut, Long missing, Boolean addsUp,
        Long oldestWaitingMillis, String reason) {
}
