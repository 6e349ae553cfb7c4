package org.ewallet.wallet.hold;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.ewallet.contract.Destinations;
import org.ewallet.contract.wallet.HoldExpired;
import org.ewallet.contract.wallet.HoldView;
import org.ewallet.messaging.DatabaseException;
import org.ewallet.messaging.EventLog;
import org.ewallet.messaging.EventPublisher;
import org.ewallet.wallet.WalletInbox;
import org.ewallet.wallet.ledger.Hold;
import org.ewallet.wallet.ledger.Ledger;
import org.ewallet.wallet.ledger.Micros;
import org.ewallet.wallet.ledger.Needs;
import org.ewallet.wallet.ledger.WorkingSet;

/** Closes holds whose time is over and tells so, in the caller's transaction. */
@ApplicationScoped
public class ExpiredHolds {

    private static final int MAX_AT_ONCE = 500;

    private static final String DUE = """
            select hold_id from hold where status = 'OPEN' and expires_at_micros <= ?
            order by expires_at_micros fetch first\s""" + MAX_AT_ONCE + " rows only";

    @Resource(lookup = "jms/ewallet-wallet")
    private ConnectionFactory connections;

    @Resource(lookup = "jdbc/ewallet-wallet")
    private DataSource dataSource;

    @Inject
    private Ledger ledger;

    @Inject
    private Clock clock;

    /** For the container, which fills in the fields. */
    protected ExpiredHolds() {
    }

    /** For use without a container, and without anybody to tell. */
    ExpiredHolds(DataSource dataSource, Ledger ledger, Clock clock) {
        this.dataSource = dataSource;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** The holds that are over and not yet closed; the oldest 500 if there are more. */
    public List<String> due() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(DUE)) {
            statement.setLong(1, Micros.of(clock.instant()));
            List<String> holdIds = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    holdIds.add(rows.getString(1));
                }
            }
            return holdIds;
        } catch (SQLException e) {
            throw new DatabaseException("cannot look for expired holds", e);
        }
    }

    /** Closes those that are still open: somebody else may have been faster. */
    public void close(List<String> holdIds) {
        List<HoldExpired> events = closeQuietly(holdIds);
        try (JMSContext jms = connections.createContext()) {
            EventPublisher publisher = new EventPublisher(jms.createTopic(Destinations.WALLET_EVENTS),
                    WalletInbox.SOURCE, clock, new EventLog(dataSource), jms);
            events.forEach(event -> publisher.publish(event, null, null, null));
            publisher.send();
        }
    }

    /** The events are for the caller to publish. */
    List<HoldExpired> closeQuietly(List<String> holdIds) {
        Instant now = clock.instant();
        Needs needs = new Needs();
        holdIds.forEach(needs::hold);
        WorkingSet set = ledger.load(needs, now);
        List<HoldExpired> events = new ArrayList<>();
        for (String holdId : holdIds) {
            Hold hold = set.hold(holdId);
            if (hold.status() == HoldView.Status.OPEN && hold.isExpiredAt(now)) {
                events.add(new HoldExpired(holdId, hold.walletId(), set.wallet(hold.walletId()).ownerId(),
                        hold.leftMinor(), hold.currency()));
                set.expire(hold);
            }
        }
        ledger.save(set);
        return events;
    }
}
