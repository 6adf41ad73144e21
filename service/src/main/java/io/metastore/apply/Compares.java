package io.metastore.apply;

import com.google.protobuf.ByteString;
import io.metastore.api.etcdserverpb.Compare;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.mvcc.ReadView;
import io.metastore.mvcc.Summary;
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
        if (compare.getTarget() == Compare.CompareTarget.VALUE) {
            List<KeyValue> records = records(view, compare);
            // A key that is not there has no value, which is neither equal nor unequal to any.
            return !records.isEmpty()
                    && records.stream().allMatch(record -> holds(compare, order(compare, record)));
        }
        List<Summary> summaries = summaries(view, compare);
        return summaries.isEmpty()
                ? holds(compare, order(compare, Summary.of(KeyValue.getDefaultInstance())))
                : summaries.stream().allMatch(summary -> holds(compare, order(compare, summary)));
    }

    private static List<Summary> summaries(ReadView view, Compare compare) {
        if (compare.getRangeEnd().isEmpty()) {
            Summary summary = view.summary(compare.getKey());
            return summary == null ? List.of() : List.of(summary);
        }
        return records(view, compare).stream().map(Summary::of).toList();
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

    private static int order(Compare compare, Summary summary) {
        return switch (compare.getTarget()) {
            case VERSION -> Long.compare(summary.version(), compare.getVersion());
            case CREATE -> Long.compare(summary.createRevision(), compare.getCreateRevision());
            case MOD -> Long.compare(summary.modRevision(), compare.getModRevision());
            case LEASE -> Long.compare(summary.lease(), compare.getLease());
            case VALUE, UNRECOGNIZED -> 0;
        };
    }

    private static int order(Compare compare, KeyValue record) {
        return compareBytes(record.getValue(), compare.getValue());
    }

    private static boolean holds(Compare compare, int order) {
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
