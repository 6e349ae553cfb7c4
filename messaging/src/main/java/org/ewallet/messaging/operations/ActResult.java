package org.ewallet.messaging.operations;

/**
 * What came of an order to replay or to discard.
 *
 * @param letters to how many letters it was done
 * @param expired how many of the replayed ones will have no effect, because their time to live is over
 */
public record ActResult(int letters, int expired) {

    ActResult plus(ActResult other) {
        return new ActResult(letters + other.letters, expired + other.expired);
    }
}
