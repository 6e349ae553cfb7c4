package org.ewallet.wallet.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ewallet.contract.wallet.HoldView;

/**
 * All that a batch looks at and changes: loaded and locked before, written after the last letter. What one letter does is
 * seen by the next one of the same batch.
 *
 * <p>Entries of a busy wallet run ahead of the clock. A hold begins and ends not before the latest entry of its wallet,
 * so that the balance and the held amount of any instant are such as stood together.
 */
public final class WorkingSet {

    private final Map<String, Owner> owners = new HashMap<>();
    private final Map<String, Wallet> wallets = new TreeMap<>();
    private final Map<String, Hold> holds = new HashMap<>();
    private final Map<String, Transfer> transfers = new HashMap<>();
    private final Set<String> reversedTransferIds = new HashSet<>();
    private final List<Wallet> unusedSettlements = new ArrayList<>(0);

    final List<Owner> newOwners = new ArrayList<>();
    final List<Wallet> newWallets = new ArrayList<>();
    final List<Hold> newHolds = new ArrayList<>();
    final List<LedgerEntry> newEntries = new ArrayList<>();
    final List<HoldCapture> newCaptures = new ArrayList<>();
    final Map<String, String> newReversals = new HashMap<>();

    /** A part of a hold that became a movement. */
    record HoldCapture(String holdId, long atMicros, long amountMinor) {
    }

    WorkingSet(Collection<Owner> owners, Collection<Wallet> wallets, Collection<Hold> holds,
            Collection<Transfer> transfers, Collection<String> reversedTransferIds) {
        owners.forEach(owner -> this.owners.put(owner.ownerId(), owner));
        wallets.forEach(wallet -> this.wallets.put(wallet.walletId(), wallet));
        holds.forEach(hold -> this.holds.put(hold.holdId(), hold));
        transfers.forEach(transfer -> this.transfers.put(transfer.transferId(), transfer));
        this.reversedTransferIds.addAll(reversedTransferIds);
    }

    /** A person who was asked for in {@link Needs}. */
    public Owner owner(String ownerId) {
        return owners.computeIfAbsent(ownerId, id -> {
            Owner unknown = new Owner(id);
            newOwners.add(unknown);
            return unknown;
        });
    }

    /** A wallet that was asked for in {@link Needs}; null if there is none. */
    public Wallet wallet(String walletId) {
        return wallets.get(walletId);
    }

    /** Whether there is such a wallet, and it belongs to a person. */
    public boolean isOwnedBy(String personId, String walletId) {
        Wallet wallet = wallet(walletId);
        return wallet != null && personId.equals(wallet.ownerId());
    }

    /** The wallets of a person who was asked for in {@link Needs}, by id. */
    public List<Wallet> walletsOf(String ownerId) {
        return wallets.values().stream().filter(wallet -> ownerId.equals(wallet.ownerId())).toList();
    }

    /** The account that stands for the outside world; it comes into being with its first movement. */
    public Wallet settlement(String currency, Instant now) {
        return wallets.computeIfAbsent(Wallet.settlementId(currency), id -> {
            Wallet settlement = Wallet.settlement(currency, now);
            unusedSettlements.add(settlement);
            return settlement;
        });
    }

    public void add(Wallet wallet) {
        wallets.put(wallet.walletId(), wallet);
        newWallets.add(wallet);
    }

    /** Those that have a row which is not true any more. */
    List<Wallet> changedWallets() {
        return wallets.values().stream().filter(wallet -> wallet.isStored() && wallet.isChanged()).toList();
    }

    /** A hold that was asked for in {@link Needs}; null if there is none. */
    public Hold hold(String holdId) {
        return holds.get(holdId);
    }

    /** Books a new hold: from now on its money is not available. */
    public void add(Hold hold) {
        holds.put(hold.holdId(), hold);
        newHolds.add(hold);
        Wallet wallet = wallet(hold.walletId());
        hold.beginNotBefore(wallet.lastEntryAtMicros());
        wallet.hold(hold.leftMinor(), hold.expiresAtMicros());
    }

    /** Moves a part of a hold to its target. */
    public void capture(Hold hold, long amountMinor, String letterKey, Instant now) {
        wallet(hold.walletId()).unhold(amountMinor);
        hold.capture(amountMinor);
        long atMicros = post(EntryKind.HOLD_CAPTURE, wallet(hold.walletId()), wallet(hold.targetWalletId()), amountMinor,
                letterKey, hold.reference(), now);
        newCaptures.add(new HoldCapture(hold.holdId(), atMicros, amountMinor));
    }

    /** Ends a hold: what is left is available again. */
    public void close(Hold hold, HoldView.Status closedAs, Instant at) {
        Wallet wallet = wallet(hold.walletId());
        wallet.unhold(hold.leftMinor());
        hold.close(closedAs, Math.max(Micros.of(at), wallet.lastEntryAtMicros()));
    }

    /** Ends a hold whose time is over, as of the instant of its expiry. */
    public void expire(Hold hold) {
        wallet(hold.walletId()).unholdExpired(hold.leftMinor());
        hold.close(HoldView.Status.EXPIRED, hold.expiresAtMicros());
    }

    /** A completed transfer that was asked for in {@link Needs}; null if there is none. */
    public Transfer transfer(String transferId) {
        return transfers.get(transferId);
    }

    public void add(Transfer transfer) {
        transfers.put(transfer.transferId(), transfer);
    }

    public boolean isReversed(String transferId) {
        return reversedTransferIds.contains(transferId);
    }

    /** Marks a transfer as given back by a letter. */
    public void reverse(String transferId, String letterKey) {
        reversedTransferIds.add(transferId);
        newReversals.put(transferId, letterKey);
    }

    /**
     * Posts a movement: a debit of the source and a credit of the target at one instant. The rules have allowed it.
     *
     * @return the instant, in microseconds: now, or as little later as keeps entries of a wallet apart
     * @throws ArithmeticException if a balance would leave its range: a rule is missing
     */
    public long post(EntryKind kind, Wallet source, Wallet target, long amountMinor, String letterKey, String reference,
            Instant now) {
        long atMicros = Math.max(Micros.of(now),
                1 + Math.max(source.lastEntryAtMicros(), target.lastEntryAtMicros()));
        newWallets.addAll(unusedSettlements.stream().filter(wallet -> wallet == source || wallet == target).toList());
        unusedSettlements.removeAll(newWallets);
        source.move(-amountMinor, atMicros);
        target.move(amountMinor, atMicros);
        newEntries.add(new LedgerEntry(source.walletId(), atMicros, kind, -amountMinor, source.balanceMinor(),
                target.walletId(), letterKey, reference));
        newEntries.add(new LedgerEntry(target.walletId(), atMicros, kind, amountMinor, target.balanceMinor(),
                source.walletId(), letterKey, reference));
        return atMicros;
    }
}
