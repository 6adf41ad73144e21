package io.metastore.apply;

import com.google.protobuf.ByteString;
import io.metastore.api.etcdserverpb.Compare;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.mvcc.ReadView;
import java.util.List;

/** The conditions of a txn. */
final class Compares {
    private Compares() {}

    /** Whether all conditions hold on the state of the view. */
    static boolean hold(ReadView view, List<Compare> compares) {
        for (Compare compare : compares) {
            if (!holds(view, compare)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(ReadView view, Compare compare) {
        List<KeyValue> records = records(view, compare);
        if (records.isEmpty()) {
            // A key that is not there has no value, which is neither equal nor unequal to any.
            return compare.getTarget() != Compare.CompareTarget.VALUE
                    && holds(compare, KeyValue.getDefaultInstance());
        }
        return records.stream().allMatch(record -> holds(compare, record));
    }

    private static List<KeyValue> records(ReadView view, Compare compare) {
        if (compare.getRangeEnd().isEmpty()) {
            KeyValue record = view.get(compare.getKey());
            return record == null ? List.of() : List.of(record);
        }
        return view.range(
                        RangeRequest.newBuilder()
                                .setKey(compare.getKey())
                                .setRangeEnd(compare.getRangeEnd())
                                .build())
                .getKvsList();
    }

    private static boolean holds(Compare compare, KeyValue record) {
        int order =
                switch (compare.getTarget()) {
                    case VERSION -> Long.compare(record.getVersion(), compare.getVersion());
                    case CREATE ->
                            Long.compare(record.getCreateRevision(), compare.getCreateRevision());
                    case MOD -> Long.compare(record.getModRevision(), compare.getModRevision());
                    case VALUE -> compareBytes(record.getValue(), compare.getValue());
                    case LEASE -> Long.compare(record.getLease(), compare.getLease());
                    case UNRECOGNIZED -> 0;
                };
        return switch (compare.getResult()) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case GREATER -> order > 0;
            case LESS -> order < 0;
            case UNRECOGNIZED -> true;
        };
    }

    private static int compareBytes(ByteString a, ByteString b) {
        return ByteString.unsignedLexicographicalComparator().compare(a, b);
    }
}
