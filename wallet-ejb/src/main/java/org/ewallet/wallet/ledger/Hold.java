package org.ewallet.wallet.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.ewallet.contract.wallet.HoldView;

/** Money of a wallet reserved for another one. Amounts in minor units. */
@Entity
@Table(name = "hold")
public class Hold {

    @Id
    @Column(name = "hold_id")
    private String holdId;

    @Column(name = "wallet_id")
    private String walletId;

    @Column(name = "target_wallet_id")
    private String targetWalletId;

    @Column(name = "amount_minor")
    private long amountMinor;

    @Column(name = "captured_minor")
    private long capturedMinor;

    private String currency;

    @Enumerated(EnumType.STRING)
    private HoldView.Status status;

    /** Null: never. */
    @Column(name = "expires_at_micros")
    private Long expiresAtMicros;

    @Column(name = "created_at_micros")
    private long createdAtMicros;

    /** Null while open. */
    @Column(name = "closed_at_micros")
    private Long closedAtMicros;

    private String reference;

    @Version
    private long version;

    protected Hold() {
    }

    /** A new, open hold. The caller books it with {@link WorkingSet#add(Hold)}. */
    public Hold(String holdId, String walletId, String targetWalletId, long amountMinor, String currency,
            Instant expiresAt, Instant createdAt, String reference) {
        this.holdId = holdId;
        this.walletId = walletId;
        this.targetWalletId = targetWalletId;
        this.amountMinor = amountMinor;
        this.currency = currency;
        this.status = HoldView.Status.OPEN;
        this.expiresAtMicros = expiresAt == null ? null : Micros.of(expiresAt);
        this.createdAtMicros = Micros.of(createdAt);
        this.reference = reference;
    }

    /** What is still reserved; zero once closed. */
    public long leftMinor() {
        return status == HoldView.Status.OPEN ? amountMinor - capturedMinor : 0;
    }

    public boolean isExpiredAt(Instant now) {
        return status == HoldView.Status.EXPIRED
                || status == HoldView.Status.OPEN && expiresAtMicros != null && expiresAtMicros <= Micros.of(now);
    }

    void beginNotBefore(long atMicros) {
        createdAtMicros = Math.max(createdAtMicros, atMicros);
    }

    void capture(long amount) {
        capturedMinor += amount;
    }

    void close(HoldView.Status closedAs, long atMicros) {
        status = closedAs;
        closedAtMicros = atMicros;
    }

    public String holdId() {
        return holdId;
    }

    public String walletId() {
        return walletId;
    }

    public String targetWalletId() {
        return targetWalletId;
    }

    public long amountMinor() {
        return amountMinor;
    }

    public long capturedMinor() {
        return capturedMinor;
    }

    public String currency() {
        return currency;
    }

    public HoldView.Status status() {
        return status;
    }

    /** Null: never. */
    public Instant expiresAt() {
        return expiresAtMicros == null ? null : Micros.toInstant(expiresAtMicros);
    }

    Long expiresAtMicros() {
        return expiresAtMicros;
    }

    public String reference() {
        return reference;
    }
}
