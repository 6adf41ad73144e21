package io.metastore.mvcc;

import io.metastore.engine.EngineException;
import java.util.Arrays;

/** What a change did to its key, and the value of its INDEX row. */
enum ChangeKind {
    PUT((byte) 'p'),
    TOMBSTONE((byte) 't');

    /** Shared by all rows: the engine treats values as immutable. */
    private final byte[] row;

    ChangeKind(byte code) {
        row = new byte[] {code};
    }

    byte[] row() {
        return row;
    }

    static boolean isRow(byte[] row) {
        return Arrays.stream(values()).anyMatch(kind -> Arrays.equals(kind.row, row));
    }

    static ChangeKind ofRow(byte[] row) {
        for (ChangeKind kind : values()) {
            if (row.length == 1 && row[0] == kind.row[0]) {
                return kind;
            }
        }
        throw new EngineException("index row of " + row.length + " bytes is no kind of change");
    }
}
