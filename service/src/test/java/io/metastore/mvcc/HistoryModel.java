package io.metastore.mvcc;

import com.google.protobuf.ByteString;
import io.metastore.api.EtcdError;
import io.metastore.api.EtcdException;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.etcdserverpb.RangeRequest.SortOrder;
import io.metastore.api.etcdserverpb.RangeRequest.SortTarget;
import io.metastore.api.etcdserverpb.RangeResponse;
import io.metastore.api.mvccpb.Event.EventType;
import io.metastore.api.mvccpb.KeyValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The semantics of the store, said as plainly as possible: a list of all versions, walked in full.
 */
final class HistoryModel {
    /** One change; a tombstone has only key and mod revision in {@code kv}. */
    record Version(boolean tombstone, KeyValue kv) {
        long main() {
            return kv.getModRevision();
        }
    }

    private static final Comparator<ByteString> BYTES =
            ByteString.unsignedLexicographicalComparator();

    private final List<Version> versions = new ArrayList<>();
    private long revision = 1;
    private long compactRevision = -1;

    HistoryModel copy() {
        HistoryModel copy = new HistoryModel();
        copy.versions.addAll(versions);
        copy.revision = revision;
        copy.compactRevision = compactRevision;
        return copy;
    }

    long revision() {
        return revision;
    }

    long compactRevision() {
        return compactRevision;
    }

    /** Ends a transaction that wrote at {@code revision() + 1}. */
    void end() {
        if (!versions.isEmpty() && versions.get(versions.size() - 1).main() > revision) {
            revision++;
        }
    }

    void put(ByteString key, ByteString value, long lease) {
        KeyValue old = alive(revision + 1).get(key);
        KeyValue.Builder kv = KeyValue.newBuilder().setKey(key).setValue(value).setLease(lease);
        kv.setModRevision(revision + 1).setVersion(old == null ? 1 : old.getVersion() + 1);
        kv.setCreateRevision(old == null ? revision + 1 : old.getCreateRevision());
        versions.add(new Version(false, kv.build()));
    }

    List<KeyValue> delete(ByteString key, ByteString end) {
        List<KeyValue> gone = inRange(key, end, revision + 1);
        for (KeyValue kv : gone) {
            KeyValue.Builder tombstone = KeyValue.newBuilder().setKey(kv.getKey());
            versions.add(new Version(true, tombstone.setModRevision(revision + 1).build()));
        }
        return gone;
    }

    void compact(long target) {
        if (target <= compactRevision) {
            throw new EtcdException(EtcdError.COMPACTED);
        }
        if (target > revision) {
            throw new EtcdException(EtcdError.FUTURE_REVISION);
        }
        compactRevision = target;
    }

    /** A range as seen when {@code current} is the newest revision. */
    RangeResponse range(RangeRequest request, long current) {
        long at = request.getRevision() <= 0 ? current : request.getRevision();
        if (at > current) {
            throw new EtcdException(EtcdError.FUTURE_REVISION);
        }
        if (request.getRevision() > 0 && at < compactRevision) {
            throw new EtcdException(EtcdError.COMPACTED);
        }
        List<KeyValue> all = inRange(request.getKey(), request.getRangeEnd(), at);
        RangeResponse.Builder response = RangeResponse.newBuilder().setCount(all.size());
        if (request.getCountOnly()) {
            return response.build();
        }
        long limit = request.getLimit() <= 0 ? Long.MAX_VALUE : request.getLimit();
        boolean anyFilter =
                request.getMinModRevision() != 0
                        || request.getMaxModRevision() != 0
                        || request.getMinCreateRevision() != 0
                        || request.getMaxCreateRevision() != 0;
        // The quirk: a target without an order sorts a window that was cut in key order.
        boolean window = request.getSortOrder() == SortOrder.NONE && !anyFilter;
        List<KeyValue> found = new ArrayList<>();
        for (KeyValue kv : all) {
            if (accepts(request, kv) && !(window && found.size() > limit)) {
                found.add(kv);
            }
        }
        found.sort(order(request));
        response.setMore(found.size() > limit);
        found.stream().limit(limit).forEach(kv -> response.addKvs(strip(request, kv)));
        return response.build();
    }

    List<Change> replay(ByteString key, ByteString end, long from, boolean prevKv) {
        if (from < compactRevision) {
            throw new EtcdException(EtcdError.COMPACTED);
        }
        List<Change> changes = new ArrayList<>();
        for (Version version : versions) {
            KeyValue kv = version.kv();
            if (version.main() >= from && matches(kv.getKey(), key, end)) {
                boolean wanted =
                        prevKv
                                && version.main() - 1 >= compactRevision
                                && kv.getCreateRevision() != version.main();
                @Nullable KeyValue prev =
                        wanted ? alive(version.main() - 1).get(kv.getKey()) : null;
                changes.add(
                        new Change(
                                version.tombstone() ? EventType.DELETE : EventType.PUT, kv, prev));
            }
        }
        return changes;
    }

    /** What is left of history once the compaction to the compact revision is finished. */
    List<Version> remaining() {
        List<Version> rest = new ArrayList<>();
        for (int i = 0; i < versions.size(); i++) {
            Version version = versions.get(i);
            boolean superseded =
                    versions.subList(i + 1, versions.size()).stream()
                            .anyMatch(
                                    later ->
                                            later.main() <= compactRevision
                                                    && later.kv()
                                                            .getKey()
                                                            .equals(version.kv().getKey()));
            if (!superseded && !(version.tombstone() && version.main() < compactRevision)) {
                rest.add(version);
            }
        }
        return rest;
    }

    List<KeyValue> inRange(ByteString key, ByteString end, long at) {
        return alive(at).values().stream().filter(kv -> matches(kv.getKey(), key, end)).toList();
    }

    private Map<ByteString, KeyValue> alive(long at) {
        Map<ByteString, KeyValue> alive = new TreeMap<>(BYTES);
        for (Version version : versions) {
            if (version.main() <= at && version.tombstone()) {
                alive.remove(version.kv().getKey());
            } else if (version.main() <= at) {
                alive.put(version.kv().getKey(), version.kv());
            }
        }
        return alive;
    }

    static boolean matches(ByteString candidate, ByteString key, ByteString end) {
        if (end.isEmpty()) {
            return candidate.equals(key);
        }
        boolean below = end.equals(ByteString.copyFrom(new byte[1]));
        return BYTES.compare(candidate, key) >= 0 && (below || BYTES.compare(candidate, end) < 0);
    }

    private static boolean accepts(RangeRequest request, KeyValue kv) {
        return kv.getModRevision() >= request.getMinModRevision()
                && kv.getCreateRevision() >= request.getMinCreateRevision()
                && (request.getMaxModRevision() == 0
                        || kv.getModRevision() <= request.getMaxModRevision())
                && (request.getMaxCreateRevision() == 0
                        || kv.getCreateRevision() <= request.getMaxCreateRevision());
    }

    private static Comparator<KeyValue> order(RangeRequest request) {
        Comparator<KeyValue> order =
                switch (request.getSortTarget()) {
                    case VERSION -> Comparator.comparing(KeyValue::getVersion);
                    case CREATE -> Comparator.comparing(KeyValue::getCreateRevision);
                    case MOD -> Comparator.comparing(KeyValue::getModRevision);
                    case VALUE -> Comparator.comparing(KeyValue::getValue, BYTES);
                    default -> Comparator.comparing(KeyValue::getKey, BYTES);
                };
        return request.getSortOrder() == SortOrder.DESCEND ? order.reversed() : order;
    }

    private static KeyValue strip(RangeRequest request, KeyValue kv) {
        if (!request.getKeysOnly()) {
            return kv;
        }
        KeyValue.Builder stripped = kv.toBuilder().clearValue();
        return request.getSortTarget() == SortTarget.VALUE
                ? stripped.build()
                : stripped.clearLease().build();
    }
}
