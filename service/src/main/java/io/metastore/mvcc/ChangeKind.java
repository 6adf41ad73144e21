package io.metastore.mvcc;

import io.metastore.engine.EngineException;

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

    static ChangeKind ofRow(byte[] row) {
        for (ChangeKind kind : values()) {
            if (row.length == 1 && row[0] == kind.row[0]) {
                return kind;
            }
        }
        throw new EngineException("index row of " + row.length + " bytes is no kind of change");
    }
}
