package org.ewallet.wallet.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.ewallet.contract.wallet.BlockMode;

/**
 * An account of the ledger: a person's wallet, or the settlement account that stands for the outside world in one
 * currency. Amounts in minor units.
 */
public final class Wallet {

    /** The colon is outside the alphabet of ids, so that no sender can name a settlement account. */
    private static final String SETTLEMENT_PREFIX = "settlement:";

    private String walletId;

    /** Null for a settlement account. */
    private String ownerId;

    private String currency;

    private long overdraftLimitMinor;

    private long balanceMinor;

    private long heldMinor;

    /** Part of {@link #heldMinor} that holds have which are over but not yet closed; known once loaded. */
    private long expiredHeldMinor;

    /** Not later than the first expiry of an open hold; null if no open hold ever expires. */
    private Long nextHoldExpiryAtMicros;

    /** Set by command; null if not blocked by command. */
    private BlockMode blockMode;

    private boolean ownerBanned;

    private boolean closed;

    private long openedAtMicros;

    /** Of the latest entry; entries of a wallet never share an instant. */
    private long lastEntryAtMicros;

    /** Of the row as it was loaded; 0 for a new wallet. */
    private long version;

    /** Since it was loaded. */
    private boolean changed;

    /** A new wallet of a person, with nothing in it. */
    public Wallet(String walletId, String ownerId, String currency, long overdraftLimitMinor, Instant openedAt) {
        this.walletId = walletId;
        this.ownerId = ownerId;
        this.currency = currency;
        this.overdraftLimitMinor = overdraftLimitMinor;
        this.openedAtMicros = Micros.of(openedAt);
    }

    /** A wallet from a row of its table with all columns. */
    static Wallet of(ResultSet row) throws SQLException {
        Wallet wallet = new Wallet(row.getString("wallet_id"), row.getString("owner_id"), row.getString("currency"),
                row.getLong("overdraft_limit_minor"), Micros.toInstant(row.getLong("opened_at_micros")));
        wallet.balanceMinor = row.getLong("balance_minor");
        wallet.heldMinor = row.getLong("held_minor");
        String blockMode = row.getString("block_mode");
        wallet.blockMode = blockMode == null ? null : BlockMode.valueOf(blockMode);
        wallet.ownerBanned = row.getBoolean("owner_banned");
        wallet.closed = row.getBoolean("closed");
        wallet.lastEntryAtMicros = row.getLong("last_entry_at_micros");
        long nextHoldExpiry = row.getLong("next_hold_expiry_at_micros");
        wallet.nextHoldExpiryAtMicros = row.wasNull() ? null : nextHoldExpiry;
        wallet.version = row.getLong("version");
        return wallet;
    }

    static Wallet settlement(String currency, Instant openedAt) {
        return new Wallet(settlementId(currency), null, currency, 0, openedAt);
    }

    static String settlementId(String currency) {
        return SETTLEMENT_PREFIX + currency;
    }

    static boolean isSettlement(String walletId) {
        return walletId.startsWith(SETTLEMENT_PREFIX);
    }

    /** Balance - held + overdraft limit. */
    public long availableMinor() {
        return balanceMinor - heldMinor() + overdraftLimitMinor;
    }

    /** Whether a debit could be paid, from what is available. The outside world can always pay. */
    public boolean covers(long amountMinor) {
        return ownerId == null || amountMinor <= availableMinor();
    }

    /** Whether a credit would leave balance + overdraft limit within 64 bits. */
    public boolean hasRoomFor(long amountMinor) {
        return balanceMinor <= Long.MAX_VALUE - overdraftLimitMinor - amountMinor;
    }

    /** Whether a debit would leave the balance within 64 bits; only the outside world can come near. */
    public boolean canGoDownBy(long amountMinor) {
        return balanceMinor >= Long.MIN_VALUE + amountMinor;
    }

    public boolean stopsDebits() {
        return ownerBanned || blockMode != null && blockMode.stopsDebits();
    }

    public boolean stopsCredits() {
        return ownerBanned || blockMode != null && blockMode.stopsCredits();
    }

    /** What is stopped, by command or by the owner's ban; null if nothing is. */
    public BlockMode effectiveBlockMode() {
        return ownerBanned ? BlockMode.ALL : blockMode;
    }

    public void block(BlockMode mode) {
        changed = true;
        blockMode = mode;
    }

    public void unblock() {
        changed = true;
        blockMode = null;
    }

    public void banOwner() {
        changed = true;
        ownerBanned = true;
    }

    public void reinstateOwner() {
        changed = true;
        ownerBanned = false;
    }

    public void close() {
        changed = true;
        closed = true;
    }

    void hold(long amountMinor, Long expiresAtMicros) {
        changed = true;
        heldMinor += amountMinor;
        if (expiresAtMicros != null && (nextHoldExpiryAtMicros == null || expiresAtMicros < nextHoldExpiryAtMicros)) {
            nextHoldExpiryAtMicros = expiresAtMicros;
        }
    }

    void unhold(long amountMinor) {
        changed = true;
        heldMinor -= amountMinor;
    }

    boolean mayHaveExpiredHolds(long nowMicros) {
        return nextHoldExpiryAtMicros != null && nextHoldExpiryAtMicros <= nowMicros;
    }

    /** Takes note of which of its open holds are over by now, though nobody has closed them yet. */
    void noteExpiredHolds(List<Hold> openHolds, Instant now) {
        expiredHeldMinor = openHolds.stream().filter(hold -> hold.isExpiredAt(now)).mapToLong(Hold::leftMinor).sum();
    }

    /** An over hold was closed. */
    void unholdExpired(long amountMinor) {
        changed = true;
        heldMinor -= amountMinor;
        expiredHeldMinor -= amountMinor;
    }

    void expectNextHoldExpiry(Long atMicros) {
        changed |= !Objects.equals(nextHoldExpiryAtMicros, atMicros);
        nextHoldExpiryAtMicros = atMicros;
    }

    void move(long signedAmountMinor, long atMicros) {
        changed = true;
        balanceMinor = Math.addExact(balanceMinor, signedAmountMinor);
        lastEntryAtMicros = atMicros;
    }

    public String walletId() {
        return walletId;
    }

    public String ownerId() {
        return ownerId;
    }

    public String currency() {
        return currency;
    }

    public long overdraftLimitMinor() {
        return overdraftLimitMinor;
    }

    public long balanceMinor() {
        return balanceMinor;
    }

    /** What open holds reserve that are not over. */
    public long heldMinor() {
        return heldMinor - expiredHeldMinor;
    }

    public boolean isOwnerBanned() {
        return ownerBanned;
    }

    public boolean isClosed() {
        return closed;
    }

    /** What the row says, with holds that are over but not yet closed. */
    long storedHeldMinor() {
        return heldMinor;
    }

    Long nextHoldExpiryAtMicros() {
        return nextHoldExpiryAtMicros;
    }

    /** By command; the owner's ban is another matter. */
    BlockMode blockMode() {
        return blockMode;
    }

    long openedAtMicros() {
        return openedAtMicros;
    }

    long version() {
        return version;
    }

    /** Whether it was loaded from a row. */
    boolean isStored() {
        return version > 0;
    }

    boolean isChanged() {
        return changed;
    }

    long lastEntryAtMicros() {
        return lastEntryAtMicros;
    }

    public Instant openedAt() {
        return Micros.toInstant(openedAtMicros);
    }
}
