package io.metastore.simulation;

import com.google.protobuf.ByteString;
import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.ResponseHeader;
import java.util.LinkedHashSet;
import java.util.Set;

/** What clients have been told so far, by whichever member; later answers have to go with it. */
final class Acknowledged {
    private record Value(ByteString key, ByteString value) {}

    private final KeyHistory keys;
    private final Set<Value> refused = new LinkedHashSet<>();
    private long revision = 1;

    Acknowledged(KeyHistory keys) {
        this.keys = keys;
    }

    /** The newest revision that any client has been told. */
    long revision() {
        return revision;
    }

    /** Whether a write that ended so may have been applied, or may still be. */
    static boolean isOpen(EtcdError error) {
        return !error.retrySafe();
    }

    /** A linearizable answer: not older than what was known when it was asked for. */
    void linearizable(ResponseHeader header, Request.Sent sent) {
        require(
                header.getRevision() >= sent.revision(),
                "an answer of revision %d after revision %d was acknowledged",
                header.getRevision(),
                sent.revision());
        revision = Math.max(revision, header.getRevision());
    }

    /** A write that was acknowledged is in the history, where it was said to be. */
    void written(ByteString key, ByteString value, long at) {
        require(
                keys.revisionOf(key, value) == at,
                "%s=%s acknowledged at revision %d, and it is at %d",
                key.toStringUtf8(),
                value.toStringUtf8(),
                at,
                keys.revisionOf(key, value));
    }

    /** A write that certainly was not applied. */
    void refused(ByteString key, ByteString value, EtcdError error) {
        if (!isOpen(error)) {
            refused.add(new Value(key, value));
        }
    }

    /** To be called when everything has settled. */
    void checkRefused() {
        for (Value value : refused) {
            require(
                    keys.revisionOf(value.key(), value.value()) == 0,
                    "%s was refused and applied",
                    value);
        }
    }

    static void require(boolean condition, String message, Object... arguments) {
        if (!condition) {
            throw new AssertionError(message.formatted(arguments));
        }
    }
}
