package org.ewallet.wallet.ledger;

import java.util.Set;
import java.util.TreeSet;

/** What the letters of a batch look at. */
public final class Needs {

    final Set<String> walletIds = new TreeSet<>();
    final Set<String> holdIds = new TreeSet<>();
    final Set<String> transferIds = new TreeSet<>();
    final Set<String> ownerIds = new TreeSet<>();
    final Set<String> ownersOfWallets = new TreeSet<>();

    public Needs wallet(String walletId) {
        walletIds.add(walletId);
        return this;
    }

    /** The account that stands for the outside world. */
    public Needs settlement(String currency) {
        return wallet(Wallet.settlementId(currency));
    }

    /** A hold and both its wallets. */
    public Needs hold(String holdId) {
        holdIds.add(holdId);
        return this;
    }

    /** A transfer and both its wallets. */
    public Needs transfer(String transferId) {
        transferIds.add(transferId);
        return this;
    }

    /** What is known of a person who owns wallets, or will. */
    public Needs owner(String ownerId) {
        ownerIds.add(ownerId);
        return this;
    }

    /** A person and every wallet of that person. */
    public Needs walletsOf(String ownerId) {
        ownersOfWallets.add(ownerId);
        return owner(ownerId);
    }
}
