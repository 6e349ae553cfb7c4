package org.ewallet.wallet.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;

/** What this service remembers of the owner of wallets: whether the account service says that the person is banned. */
@Entity
@Table(name = "owner")
public class Owner {

    @Id
    @Column(name = "owner_id")
    private String ownerId;

    private boolean banned;

    /** When what is known happened; the beginning of time if nothing was told yet. */
    @Column(name = "changed_at_micros")
    private long changedAtMicros;

    @Version
    private long version;

    protected Owner() {
    }

    /** Somebody of whom nothing is known. */
    Owner(String ownerId) {
        this.ownerId = ownerId;
    }

    /**
     * Takes note of what happened to the person.
     *
     * @return false if something later is known already, and nothing was changed
     */
    public boolean change(boolean nowBanned, Instant at) {
        long atMicros = Micros.of(at);
        if (atMicros < changedAtMicros) {
            return false;
        }
        banned = nowBanned;
        changedAtMicros = atMicros;
        return true;
    }

    public String ownerId() {
        return ownerId;
    }

    public boolean isBanned() {
        return banned;
    }
}
