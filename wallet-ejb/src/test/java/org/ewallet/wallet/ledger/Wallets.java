package org.ewallet.wallet.ledger;

import static org.ewallet.wallet.Letters.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Wallets in any state, working sets of them, and what a working set would write. */
public final class Wallets {

    public static final Instant OPENED_AT = NOW.minus(Duration.ofDays(1));

    private Wallets() {
    }

    /**
     * A loaded wallet without overdraft, of the owner and in the currency that its id names.
     *
     * @param walletId {@code <ownerId>.<currency>}
     * @param states what happened to it
     */
    @SafeVarargs
    public static Wallet wallet(String walletId, long balanceMinor, Consumer<Wallet>... states) {
        return overdrawable(walletId, balanceMinor, 0, states);
    }

    @SafeVarargs
    public static Wallet overdrawable(String walletId, long balanceMinor, long overdraftLimitMinor,
            Consumer<Wallet>... states) {
        int dot = walletId.lastIndexOf('.');
        Wallet wallet = new Wallet(walletId, walletId.substring(0, dot), walletId.substring(dot + 1),
                overdraftLimitMinor, OPENED_AT);
        wallet.move(balanceMinor, 0);
        for (Consumer<Wallet> state : states) {
            state.accept(wallet);
        }
        return wallet;
    }

    /** The account of the outside world, loaded. */
    public static Wallet outside(String currency, long balanceMinor) {
        Wallet outside = Wallet.settlement(currency, OPENED_AT);
        outside.move(balanceMinor, 0);
        return outside;
    }

    public static WorkingSet setOf(Wallet... wallets) {
        return new WorkingSet(List.of(), List.of(wallets), List.of(), List.of(), List.of());
    }

    /** An open hold that somebody booked before. */
    public static Hold hold(String holdId, String walletId, String targetWalletId, long amountMinor,
            Instant expiresAt) {
        return new Hold(holdId, walletId, targetWalletId, amountMinor, "EUR", expiresAt, OPENED_AT, "room 7");
    }

    /** The new entries, each as {@code KIND wallet amount = balance (other side, letter, reference)}. */
    public static List<String> entriesOf(WorkingSet set) {
        return set.newEntries.stream().map(entry -> "%s %s %+d = %d (%s, %s, %s)".formatted(entry.kind(),
                entry.walletId(), entry.amountMinor(), entry.balanceAfterMinor(), entry.counterpartyId(),
                entry.letterKey(), entry.reference())).toList();
    }

    public static List<String> newWalletsOf(WorkingSet set) {
        return set.newWallets.stream().map(Wallet::walletId).toList();
    }
}
