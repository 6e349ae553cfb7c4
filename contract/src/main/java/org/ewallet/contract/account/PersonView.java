package org.ewallet.contract.account;

import java.time.Instant;

/**
 * A person as the account service knows them.
 *
 * @param status registered or banned
 * @param registeredAt when the person was registered
 */
public record PersonView(String personId, String name, Status status, Instant registeredAt) {

    public enum Status {
        REGISTERED, BANNED
    }
}
