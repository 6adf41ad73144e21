package io.metastore.engine.rocksdb;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.metastore.engine.EngineException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What the engine itself keeps with every commit, in one row of the default column family: the
 * version of the layout, applied index and term, and the number of rows in LATEST; 8 bytes each.
 */
record OwnRows(long appliedIndex, long appliedTerm, long latestRows) {
    static final byte[] KEY = "state".getBytes(US_ASCII);
    private static final long LAYOUT = 1;
    private static final int LENGTH = 4 * Long.BYTES;

    static final OwnRows NONE = new OwnRows(0, 0, 0);

    /** What the newest commit left. */
    static OwnRows read(Database database) {
        return decode(database.get(database.ownFamily(), KEY), database);
    }

    static OwnRows decode(byte @Nullable [] row, Database database) {
        if (row == null) {
            return NONE;
        }
        ByteBuffer fields = ByteBuffer.wrap(row);
        if (row.length != LENGTH || fields.getLong() != LAYOUT) {
            throw new EngineException(
                    "the state in "
                            + database.directory()
                            + " was written by another version of this program");
        }
        return new OwnRows(fields.getLong(), fields.getLong(), fields.getLong());
    }

    byte[] encode() {
        return ByteBuffer.allocate(LENGTH)
                .putLong(LAYOUT)
                .putLong(appliedIndex)
                .putLong(appliedTerm)
                .putLong(latestRows)
                .array();
    }
}
