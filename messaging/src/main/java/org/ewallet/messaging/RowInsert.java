package org.ewallet.messaging;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Inserts any number of rows by one statement that takes each column as an array: one text and one plan for every number
 * of rows, and one round trip. Understood by PostgreSQL and H2.
 *
 * @param <R> what becomes a row
 */
public final class RowInsert<R> {

    private final String table;
    private final List<Column<R>> columns;
    private final String sql;

    private record Column<R>(String name, String sqlType, String driverType, Function<R, Object> value) {
    }

    private RowInsert(String table, List<Column<R>> columns) {
        this.table = table;
        this.columns = columns;
        this.sql = "insert into " + table + " ("
                + columns.stream().map(Column::name).collect(Collectors.joining(", ")) + ") select * from unnest("
                + columns.stream().map(column -> "cast(? as " + column.sqlType() + " array)")
                        .collect(Collectors.joining(", ")) + ")";
    }

    public static <R> RowInsert<R> into(String table) {
        return new RowInsert<>(table, List.of());
    }

    public RowInsert<R> text(String column, Function<R, String> value) {
        return with(new Column<>(column, "varchar", "varchar", value::apply));
    }

    public RowInsert<R> number(String column, ToLongFunction<R> value) {
        return with(new Column<>(column, "bigint", "bigint", value::applyAsLong));
    }

    public RowInsert<R> bytes(String column, Function<R, byte[]> value) {
        return with(new Column<>(column, "bytea", "bytea", value::apply));
    }

    public RowInsert<R> instant(String column, Function<R, Instant> value) {
        return with(new Column<>(column, "timestamp(6) with time zone", "timestamptz",
                row -> value.apply(row).atOffset(ZoneOffset.UTC)));
    }

    private RowInsert<R> with(Column<R> column) {
        List<Column<R>> longer = new ArrayList<>(columns);
        longer.add(column);
        return new RowInsert<>(table, List.copyOf(longer));
    }

    /** Inserts the rows; asks nothing of the database if there are none. */
    public void execute(Connection connection, List<R> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int parameter = 1;
            for (Column<R> column : columns) {
                Object[] values = column.sqlType().equals("bytea") ? new byte[rows.size()][] : new Object[rows.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = column.value().apply(rows.get(i));
                }
                statement.setArray(parameter++, connection.createArrayOf(column.driverType(), values));
            }
            statement.executeUpdate();
        }
    }
}
