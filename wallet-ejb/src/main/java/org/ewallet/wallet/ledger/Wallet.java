package org.ewallet.wallet.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import org.ewallet.contract.wallet.BlockMode;

/**
 * An account of the ledger: a person's wallet, or the settlement account that stands for the outside world in one
 * currency. Amounts in minor units.
 */
@Entity
@Table(name = "wallet")
public class Wallet {

    /** The colon is outside the alphabet of ids, so that no sender can name a settlement account. */
    private static final String SETTLEMENT_PREFIX = "settlement:";

    @Id
    @Column(name = "wallet_id")
    private String walletId;

    /** Null for a settlement account. */
    @Column(name = "owner_id")
    private String ownerId;

    private String currency;

    @Column(name = "overdraft_limit_minor")
    private long overdraftLimitMinor;

    @Column(name = "balance_minor")
    private long balanceMinor;

    @Column(name = "held_minor")
    private long heldMinor;

    /** Part of {@link #heldMinor} that holds have which are over but not yet closed; known once loaded. */
    @Transient
    private long expiredHeldMinor;

    /** Not later than the first expiry of an open hold; null if no open hold ever expires. */
    @Column(name = "next_hold_expiry_at_micros")
    private Long nextHoldExpiryAtMicros;

    /** Set by command; null if not blocked by command. */
    @Enumerated(EnumType.STRING)
    @Column(name = "block_mode")
    private BlockMode blockMode;

    @Column(name = "owner_banned")
    private boolean ownerBanned;

    private boolean closed;

    @Column(name = "opened_at_micros")
    private long openedAtMicros;

    /** Of the latest entry; entries of a wallet never share an instant. */
    @Column(name = "last_entry_at_micros")
    private long lastEntryAtMicros;

    @Version
    private long version;

    protected Wallet() {
    }

    /** A new wallet of a person, with nothing in it. */
    public Wallet(String walletId, String ownerId, String currency, long overdraftLimitMinor, Instant openedAt) {
        this.walletId = walletId;
        this.ownerId = ownerId;
        this.currency = currency;
        this.overdraftLimitMinor = overdraftLimitMinor;
        this.openedAtMicros = Micros.of(openedAt);
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
        blockMode = mode;
    }

    public void unblock() {
        blockMode = null;
    }

    public void banOwner() {
        ownerBanned = true;
    }

    public void reinstateOwner() {
        ownerBanned = false;
    }

    public void close() {
        closed = true;
    }

    void hold(long amountMinor, Long expiresAtMicros) {
        heldMinor += amountMinor;
        if (expiresAtMicros != null && (nextHoldExpiryAtMicros == null || expiresAtMicros < nextHoldExpiryAtMicros)) {
            nextHoldExpiryAtMicros = expiresAtMicros;
        }
    }

    void unhold(long amountMinor) {
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
        heldMinor -= amountMinor;
        expiredHeldMinor -= amountMinor;
    }

    void expectNextHoldExpiry(Long atMicros) {
        nextHoldExpiryAtMicros = atMicros;
    }

    void move(long signedAmountMinor, long atMicros) {
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

    long lastEntryAtMicros() {
        return lastEntryAtMicros;
    }

    public Instant openedAt() {
        return Micros.toInstant(openedAtMicros);
    }
}
