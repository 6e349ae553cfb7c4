package org.ewallet.contract.wallet;

import org.ewallet.contract.Require;

/**
 * Gives back what is left of a hold. Allowed on a blocked wallet.
 *
 * @param holdId the hold
 */
public record ReleaseHold(String holdId) implements WalletCommand {

    public ReleaseHold {
        Require.id("holdId", holdId);
    }
}
