package io.metastore.datadir;

import io.metastore.engine.SnapshotFileFormat;
import io.metastore.engine.SnapshotFormats;
import io.metastore.engine.rocksdb.CheckpointFormat;
import java.util.List;

/** How what is in a data directory is read, by the node and by tools. */
public final class MemberFiles {
    /** The state in a Raft snapshot, whichever engine wrote it. */
    public static final SnapshotFormats SNAPSHOTS =
            new SnapshotFormats(List.of(new SnapshotFileFormat(), new CheckpointFormat()));

    private MemberFiles() {}
}
