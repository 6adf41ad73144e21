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

    /** The layout without summaries of the rows in LATEST. */
    private static final long LAYOUT_OLDEST = 1;

    private static final long LAYOUT = 2;
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
        if (row.length != LENGTH || !isKnown(fields.getLong())) {
            throw new EngineException(
                    "the state in "
                            + database.directory()
                            + " was written by another version of this program");
        }
        return new OwnRows(fields.getLong(), fields.getLong(), fields.getLong());
    }

    /** Whether the database is empty or has been written in the present layout. */
    static boolean areCurrent(Database database) {
        byte[] row = database.get(database.ownFamily(), KEY);
        return row == null || ByteBuffer.wrap(row).getLong() == LAYOUT;
    }

    private static boolean isKnown(long layout) {
        return layout >= LAYOUT_OLDEST && layout <= LAYOUT;
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
