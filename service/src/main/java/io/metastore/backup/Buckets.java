package io.metastore.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.List;

/** Names in etcd's files, and the form of numbers there. */
final class Buckets {
    static final String ALARM = "alarm";
    static final String CLUSTER = "cluster";
    static final String KEY = "key";
    static final String LEASE = "lease";
    static final String MEMBERS = "members";
    static final String MEMBERS_REMOVED = "members_removed";
    static final String META = "meta";

    /** The buckets of authentication, whose rows an engine keeps as they are. */
    static final List<String> AUTH = List.of("auth", "authRoles", "authUsers");

    static final String CLUSTER_VERSION = "clusterVersion";
    static final String CONF_STATE = "confState";
    static final String CONSISTENT_INDEX = "consistent_index";
    static final String FINISHED_COMPACT = "finishedCompactRev";
    static final String SCHEDULED_COMPACT = "scheduledCompactRev";
    static final String STORAGE_VERSION = "storageVersion";
    static final String TERM = "term";

    private static final int REVISION_BYTES = 2 * Long.BYTES + 1;

    private Buckets() {}

    static byte[] text(String text) {
        return text.getBytes(US_ASCII);
    }

    static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    /** A revision as it stands in the bucket of facts: main, an underscore, a sub revision of 0. */
    static byte[] revision(long main) {
        return ByteBuffer.allocate(REVISION_BYTES).putLong(main).put((byte) '_').array();
    }

    static long mainRevision(byte[] revision) {
        if (revision.length < REVISION_BYTES) {
            throw new CorruptBackupException("revision of " + revision.length + " bytes");
        }
        return ByteBuffer.wrap(revision).getLong();
    }

    static byte[] concat(String front, byte[] back) {
        byte[] first = text(front);
        return ByteBuffer.allocate(first.length + back.length).put(first).put(back).array();
    }
}
