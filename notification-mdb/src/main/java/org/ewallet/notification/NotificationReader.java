package org.ewallet.notification;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.ewallet.contract.InvalidMessageException;
import org.ewallet.contract.Require;
import org.ewallet.contract.notification.NotificationAttempts;
import org.ewallet.contract.notification.NotificationAttempts.Attempt;
import org.ewallet.contract.notification.NotificationAttempts.Result;
import org.ewallet.contract.notification.NotificationPage;
import org.ewallet.contract.notification.NotificationQueries;
import org.ewallet.contract.notification.NotificationView;
import org.ewallet.contract.notification.NotificationView.Channel;
import org.ewallet.contract.notification.NotificationView.Status;
import org.ewallet.messaging.DatabaseException;

/** Reads notifications. Their ids sort by time, so that the last one of a page is the cursor to the next. */
final class NotificationReader implements NotificationQueries {

    static final int PAGE_SIZE = 50;

    private static final String SELECT = """
            select n.id, n.channel, n.kind,
                coalesce(n.recipient, case n.channel when 'EMAIL' then c.email else c.phone end),
                n.status, n.attempts, n.created_at, n.last_attempt_at, n.command_id, n.person_id,
                (select coalesce(max(case when r.state <> 'DELIVERED' then r.state end),
                        case when count(*) = count(r.state) then max(r.state) end)
                    from provider_message m left join delivery_receipt r
                        on r.provider = m.provider and r.message_id = m.message_id
                    where m.notification_id = n.id and m.attempt = n.attempts)
            from notification n left join contact c on c.person_id = n.person_id
            where 1 = 1""";

    private static final String ATTEMPTS = """
            select number, started_at, ended_at, result, provider, detail from attempt
            where notification_id = ? order by number""";

    private final DataSource dataSource;

    NotificationReader(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public NotificationPage notifications(String personId, String commandId, String cursor) {
        if (cursor != null && !Require.isId(cursor)) {
            throw new InvalidMessageException("cursor", "cursor must be a nextCursor that was answered before");
        }
        StringBuilder sql = new StringBuilder(SELECT);
        List<String> values = new ArrayList<>();
        restrict(sql, values, " and n.person_id = ?", personId);
        restrict(sql, values, " and n.command_id = ?", commandId);
        restrict(sql, values, " and n.id < ?", cursor);
        sql.append(" order by n.id desc fetch first ").append(PAGE_SIZE + 1).append(" rows only");
        List<NotificationView> found = read(sql.toString(), values);
        if (found.size() <= PAGE_SIZE) {
            return new NotificationPage(found, null);
        }
        List<NotificationView> page = List.copyOf(found.subList(0, PAGE_SIZE));
        return new NotificationPage(page, page.get(PAGE_SIZE - 1).id());
    }

    @Override
    public Optional<NotificationView> notification(String id) {
        return read(SELECT + " and n.id = ?", List.of(id)).stream().findFirst();
    }

    @Override
    public Optional<NotificationAttempts> attempts(String id) {
        return notification(id).map(known -> new NotificationAttempts(query(ATTEMPTS, List.of(id),
                row -> new Attempt(row.getInt(1), NotificationStore.instant(row, 2), NotificationStore.instant(row, 3),
                        row.getString(4) == null ? null : Result.valueOf(row.getString(4)), row.getString(5),
                        row.getString(6)))));
    }

    private static void restrict(StringBuilder sql, List<String> values, String condition, String value) {
        if (value != null) {
            sql.append(condition);
            values.add(value);
        }
    }

    private List<NotificationView> read(String sql, List<String> values) {
        return query(sql, values, row -> new NotificationView(row.getString(1), Channel.valueOf(row.getString(2)),
                row.getString(3), row.getString(4), Status.valueOf(row.getString(5)), row.getInt(6),
                NotificationStore.instant(row, 7), NotificationStore.instant(row, 8), row.getString(9),
                row.getString(10), row.getString(11)));
    }

    private <T> List<T> query(String sql, List<String> values, Row<T> row) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setString(i + 1, values.get(i));
            }
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(row.read(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new DatabaseException("cannot read notifications", e);
        }
    }

    private interface Row<T> {

        T read(ResultSet row) throws SQLException;
    }
}
