package org.ewallet.messaging;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Writes any number of rows of a table by one statement that takes each column as an array: one text and one plan for
 * every number of rows, and one round trip. Understood by PostgreSQL and H2.
 *
 * @param <R> what becomes a row
 */
public final class TableRows<R> {

    private final String table;
    private final List<Column<R>> columns;

    private record Column<R>(String name, String sqlType, String driverType, Function<R, Object> value) {
    }

    private TableRows(String table, List<Column<R>> columns) {
        this.table = table;
        this.columns = columns;
    }

    public static <R> TableRows<R> of(String table) {
        return new TableRows<>(table, List.of());
    }

    public TableRows<R> text(String column, Function<R, String> value) {
        return with(new Column<>(column, "varchar", "varchar", value::apply));
    }

    public TableRows<R> number(String column, Function<R, Long> value) {
        return with(new Column<>(column, "bigint", "bigint", value::apply));
    }

    public TableRows<R> flag(String column, Predicate<R> value) {
        return with(new Column<>(column, "boolean", "boolean", value::test));
    }

    public TableRows<R> bytes(String column, Function<R, byte[]> value) {
        return with(new Column<>(column, "bytea", "bytea", value::apply));
    }

    public TableRows<R> instant(String column, Function<R, Instant> value) {
        return with(new Column<>(column, "timestamp(6) with time zone", "timestamptz",
                row -> value.apply(row).atOffset(ZoneOffset.UTC)));
    }

    private TableRows<R> with(Column<R> column) {
        List<Column<R>> longer = new ArrayList<>(columns);
        longer.add(column);
        return new TableRows<>(table, List.copyOf(longer));
    }

    /** The statement that inserts rows with these columns. */
    public Statement<R> insert() {
        return new Statement<>("insert into " + table + " (" + names(columns) + ") select * from " + arrays(), columns);
    }

    /**
     * The statement that changes the rows with equal keys: all other columns, and a key that is set to something else.
     *
     * @param keys columns that must be equal
     * @param alsoSet what else is to be set, such as {@code version = k.version + 1}, where {@code k} is the new row
     */
    public Statement<R> update(List<String> keys, String alsoSet) {
        String sql = "merge into " + table + " t using " + arrays() + " as k(" + names(columns) + ") on "
                + keys.stream().map(key -> "t." + key + " = k." + key).collect(Collectors.joining(" and "))
                + " when matched then update set "
                + columns.stream().map(Column::name).filter(name -> !keys.contains(name))
                        .map(name -> name + " = k." + name + ", ").collect(Collectors.joining())
                + alsoSet;
        return new Statement<>(sql, columns);
    }

    private static <R> String names(List<Column<R>> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    private String arrays() {
        return columns.stream().map(column -> "cast(? as " + column.sqlType() + " array)")
                .collect(Collectors.joining(", ", "unnest(", ")"));
    }

    /**
     * What is done with many rows at once.
     *
     * @param <R> what becomes a row
     */
    public static final class Statement<R> {

        private final String sql;
        private final List<Column<R>> columns;

        private Statement(String sql, List<Column<R>> columns) {
            this.sql = sql;
            this.columns = columns;
        }

        /**
         * Asks nothing of the database if there are no rows.
         *
         * @return how many rows were written
         */
        public int execute(Connection connection, List<R> rows) throws SQLException {
            if (rows.isEmpty()) {
                return 0;
            }
            List<Array> arrays = new ArrayList<>(columns.size());
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (Column<R> column : columns) {
                    Object[] values = column.sqlType().equals("bytea") ? new byte[rows.size()][] : new Object[rows.size()];
                    Arrays.setAll(values, i -> column.value().apply(rows.get(i)));
                    arrays.add(connection.createArrayOf(column.driverType(), values));
                    statement.setArray(arrays.size(), arrays.get(arrays.size() - 1));
                }
                return statement.executeUpdate();
            } finally {
                for (Array array : arrays) {
                    array.free();
                }
            }
        }
    }
}
