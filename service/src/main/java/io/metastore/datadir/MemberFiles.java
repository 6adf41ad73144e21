package io.metastore.datadir;

import io.metastore.engine.RowSummary;
import io.metastore.engine.SnapshotFileFormat;
import io.metastore.engine.SnapshotFormats;
import io.metastore.engine.rocksdb.CheckpointFormat;
import io.metastore.mvcc.Summary;
import java.util.List;

/** How what is in a data directory is read, by the node and by tools. */
public final class MemberFiles {
    /** The state in a Raft snapshot, whichever engine wrote it. */
    public static final SnapshotFormats SNAPSHOTS =
            new SnapshotFormats(List.of(new SnapshotFileFormat(), new CheckpointFormat()));

    /** What an engine on disk keeps of each live record for itself. */
    public static final RowSummary SUMMARY = Summary::ofRow;

    private MemberFiles() {}
}
