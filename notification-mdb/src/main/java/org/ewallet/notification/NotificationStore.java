package org.ewallet.notification;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ewallet.contract.notification.NotificationView.Channel;
import org.ewallet.contract.notification.NotificationView.Status;
import org.ewallet.messaging.DatabaseException;

/**
 * The tables {@code contact}, {@code notification}, {@code attempt}, {@code provider_message} and
 * {@code delivery_receipt}, over a connection in the caller's transaction.
 */
final class NotificationStore {

    private static final String REMEMBER_CONTACT = """
            merge into contact using (
                select cast(? as varchar) as person_id, cast(? as varchar) as name, cast(? as varchar) as email,
                    cast(? as varchar) as phone, cast(? as varchar) as locale,
                    cast(? as timestamp(6) with time zone) as updated_at) told
            on contact.person_id = told.person_id
            when matched then update set name = told.name, email = told.email, phone = told.phone,
                locale = told.locale, updated_at = told.updated_at
            when not matched then insert (person_id, name, email, phone, locale, updated_at)
                values (told.person_id, told.name, told.email, told.phone, told.locale, told.updated_at)""";

    private static final String FIND_CONTACT = """
            select person_id, name, email, phone, locale from contact where person_id = ?""";

    private static final String INSERT = """
            insert into notification (id, channel, kind, person_id, recipient, status, attempts, created_at,
                next_attempt_at, expires_at, letter_id, letter_type, letter_data, command_id, correlation_id,
                traceparent)
            values (?, ?, ?, ?, ?, 'PENDING', 0, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    // Rows that others are working on are left to them. H2 locks more rows than it returns, so that there one finds
    // nothing while another holds its locks, for some milliseconds, and looks again a second later.
    private static final String LOCK_DUE = """
            select n.id, n.channel, n.kind, n.person_id, n.recipient, n.created_at, n.expires_at, n.letter_id,
                n.letter_type, n.letter_data, n.command_id, n.correlation_id, n.traceparent, n.attempts,
                exists (select 1 from attempt a where a.notification_id = n.id and a.result is null),
                exists (select 1 from attempt a where a.notification_id = n.id and a.result = 'UNKNOWN')
            from notification n
            where n.channel = ? and n.next_attempt_at <= ? and (cast(? as boolean) or n.expires_at <= ?)
            order by n.next_attempt_at
            limit ?
            for update skip locked""";

    private static final String BEGIN_ATTEMPT = """
            update notification set recipient = ?, attempts = ?, last_attempt_at = ?, next_attempt_at = ?
            where id = ?""";

    private static final String INSERT_ATTEMPT = """
            insert into attempt (notification_id, number, started_at) values (?, ?, ?)""";

    // A result that comes after the attempt was given up is better than not knowing.
    private static final String END_ATTEMPT = """
            update attempt set ended_at = ?, result = ?, detail = ?, provider = ?
            where notification_id = ? and number = ? and (result is null or result = 'UNKNOWN')""";

    private static final String INSERT_MESSAGE = """
            insert into provider_message (notification_id, attempt, part, provider, message_id)
            values (?, ?, ?, ?, ?)""";

    private static final String UPDATE_RECEIPT = """
            update delivery_receipt set state = ?, received_at = ? where provider = ? and message_id = ?""";

    private static final String INSERT_RECEIPT = """
            insert into delivery_receipt (state, received_at, provider, message_id) values (?, ?, ?, ?)""";

    private static final String IS_MESSAGE_KNOWN = """
            select 1 from provider_message where provider = ? and message_id = ?""";

    private static final String MOVE_ON = """
            update notification set status = ?, next_attempt_at = ?
            where id = ? and attempts = ? and status in ('PENDING', 'UNKNOWN')""";

    private final Connection connection;

    NotificationStore(Connection connection) {
        this.connection = connection;
    }

    /** Keeps the contacts, each in place of what was known of the person before. */
    void remember(List<Contact> contacts, Instant now) {
        try (PreparedStatement statement = connection.prepareStatement(REMEMBER_CONTACT)) {
            for (Contact contact : contacts) {
                set(statement, contact.personId(), contact.name(), contact.email(), contact.phone(),
                        contact.locale(), now);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new DatabaseException("cannot store contacts", e);
        }
    }

    /** The contact of a person, if known. */
    Optional<Contact> contact(String personId) {
        try (PreparedStatement statement = connection.prepareStatement(FIND_CONTACT)) {
            statement.setString(1, personId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(new Contact(row.getString(1), row.getString(2), row.getString(3),
                        row.getString(4), row.getString(5))) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new DatabaseException("cannot read contacts", e);
        }
    }

    /** Stores new notifications: PENDING, and due at once. */
    void insert(List<Notification> notifications) {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (Notification n : notifications) {
                set(statement, n.id(), n.channel().name(), n.kind().name(), n.personId(), n.recipient(), n.createdAt(),
                        n.createdAt(), n.expiresAt(), n.cause().letterId(), n.cause().type(), n.cause().data(),
                        n.cause().commandId(), n.cause().correlationId(), n.cause().traceparent());
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new DatabaseException("cannot store notifications", e);
        }
    }

    /** Locks notifications that are due and that nobody else has locked: those that are due the longest. */
    List<Notification> lockDue(Channel channel, Instant now, int max) {
        return lock(channel, now, max, true);
    }

    /** Those of {@link #lockDue} of which the time is over. */
    List<Notification> lockExpired(Channel channel, Instant now, int max) {
        return lock(channel, now, max, false);
    }

    private List<Notification> lock(Channel channel, Instant now, int max, boolean alsoNotExpired) {
        try (PreparedStatement statement = connection.prepareStatement(LOCK_DUE)) {
            set(statement, channel.name(), now, alsoNotExpired, now, max);
            List<Notification> due = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    due.add(notification(row));
                }
            }
            return due;
        } catch (SQLException e) {
            throw new DatabaseException("cannot read due notifications", e);
        }
    }

    /**
     * Records the intent to hand over.
     *
     * @param begun the notification with this attempt counted
     * @param abandonedAt when the attempt is taken for abandoned if it has no result
     */
    void beginAttempt(Notification begun, Instant now, Instant abandonedAt) {
        update(BEGIN_ATTEMPT, begun.recipient(), begun.attempts(), now, abandonedAt, begun.id());
        update(INSERT_ATTEMPT, begun.id(), begun.attempts(), now);
    }

    /**
     * Records the result of the latest attempt.
     *
     * @return whether that was news: the attempt had no known result
     */
    boolean endAttempt(Notification tried, SendResult result, Instant now) {
        boolean news = update(END_ATTEMPT, now, result.status().name(), result.detail(), result.provider(), tried.id(),
                tried.attempts()) > 0;
        for (int i = 0; news && i < result.messageIds().size(); i++) {
            update(INSERT_MESSAGE, tried.id(), tried.attempts(), i + 1, result.provider(), result.messageIds().get(i));
        }
        return news;
    }

    /**
     * Keeps the receipt of a message, in place of what was told of it before.
     *
     * @return false if it is the first one and no message of that name is known, or not yet
     */
    boolean keepReceipt(String provider, String messageId, String state, Instant now) {
        if (update(UPDATE_RECEIPT, state, now, provider, messageId) > 0) {
            return true;
        }
        update(INSERT_RECEIPT, state, now, provider, messageId);
        try (PreparedStatement statement = connection.prepareStatement(IS_MESSAGE_KNOWN)) {
            set(statement, provider, messageId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw new DatabaseException("cannot read what providers took", e);
        }
    }

    /**
     * Changes the state, unless the notification is finished or another attempt has begun.
     *
     * @param nextAttemptAt null if and only if it is finished
     * @return whether it was changed
     */
    boolean moveOn(Notification notification, Status status, Instant nextAttemptAt) {
        return update(MOVE_ON, status.name(), nextAttemptAt, notification.id(), notification.attempts()) > 0;
    }

    private int update(String sql, Object... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseException("cannot store the state of a notification", e);
        }
    }

    private static Notification notification(ResultSet row) throws SQLException {
        return new Notification(row.getString(1), Channel.valueOf(row.getString(2)), Kind.valueOf(row.getString(3)),
                row.getString(4), row.getString(5), instant(row, 6), instant(row, 7),
                new Cause(row.getString(8), row.getString(9), row.getString(10), row.getString(11), row.getString(12),
                        row.getString(13)),
                row.getInt(14), row.getBoolean(15), row.getBoolean(16));
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            statement.setObject(i + 1, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
        }
    }
}
