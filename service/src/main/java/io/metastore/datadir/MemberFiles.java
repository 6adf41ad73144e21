package io.metastore.datadir;

import io.metastore.api.etcdserverpb.Member;
import io.metastore.engine.CorruptSnapshotException;
import io.metastore.engine.SnapshotFileFormat;
import io.metastore.engine.SnapshotFormat;
import io.metastore.engine.SnapshotSource;
import io.metastore.engine.rocksdb.CheckpointFormat;
import io.metastore.raft.Peer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** How the node reads what it finds in a data directory. */
final class MemberFiles {
    private static final List<SnapshotFormat> FORMATS =
            List.of(new SnapshotFileFormat(), new CheckpointFormat());

    private MemberFiles() {}

    /** A member as consensus knows it; the first of its peer URLs counts. */
    static Peer peer(Member member) {
        URI url = URI.create(member.getPeerURLs(0));
        return new Peer(member.getID(), url.getHost(), url.getPort());
    }

    /**
     * Opens the state in a Raft snapshot, whichever engine wrote it.
     *
     * @throws CorruptSnapshotException when there is none, or a damaged one
     */
    static SnapshotSource open(Path directory) {
        for (SnapshotFormat format : FORMATS) {
            if (format.isIn(directory)) {
                return format.open(directory);
            }
        }
        throw new CorruptSnapshotException("there is no state in " + directory);
    }
}
