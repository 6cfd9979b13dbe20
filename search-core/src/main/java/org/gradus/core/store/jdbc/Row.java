package org.gradus.core.store.jdbc;

import com.google.common.hash.HashCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a row, by place from 1 on. A value of another type than it was stored with is an {@link
 * IllegalArgumentException}, as is one that is missing: SQLite keeps no column to its type.
 */
record Row(ResultSet columns) {
    private static final int DIGEST_BYTES = 32;

    String text(int column) throws SQLException {
        if (columns.getObject(column) instanceof String text) {
            return text;
        }
        throw wrong(column, "text");
    }

    long whole(int column) throws SQLException {
        Object value = columns.getObject(column);
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        throw wrong(column, "a whole number");
    }

    OptionalInt findWhole(int column) throws SQLException {
        return columns.getObject(column) == null ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(whole(column)));
    }

    byte @Nullable [] findBytes(int column) throws SQLException {
        Object value = columns.getObject(column);
        if (value == null || value instanceof byte[]) {
            return (byte[]) value;
        }
        throw wrong(column, "bytes");
    }

    HashCode digest(int column) throws SQLException {
        byte[] bytes = findBytes(column);
        if (bytes == null || bytes.length != DIGEST_BYTES) {
            throw wrong(column, "a digest of " + DIGEST_BYTES + " bytes");
        }
        return HashCode.fromBytes(bytes);
    }

    private IllegalArgumentException wrong(int column, String expected) throws SQLException {
        return new IllegalArgumentException(
                "the column '" + columns.getMetaData().getColumnName(column) + "' does not hold " + expected);
    }
}
