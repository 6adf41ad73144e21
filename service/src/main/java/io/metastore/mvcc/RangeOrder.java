package io.metastore.mvcc;

import com.google.protobuf.ByteString;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.etcdserverpb.RangeRequest.SortOrder;
import io.metastore.api.etcdserverpb.RangeRequest.SortTarget;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.engine.Direction;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The order in which a request wants its keys, and whether a scan alone can deliver it. */
final class RangeOrder {
    private RangeOrder() {}

    /**
     * Whether the first keys of a scan are the first keys of the answer. A target other than the
     * key without an order counts as the default order here, and is sorted all the same: clients
     * get the smallest keys, sorted by the target.
     */
    static boolean scanMayStop(RangeRequest request) {
        return request.getSortOrder() == SortOrder.NONE
                || request.getSortTarget() == SortTarget.KEY;
    }

    /** The direction of the scan. */
    static Direction direction(RangeRequest request) {
        return request.getSortOrder() == SortOrder.DESCEND
                        && request.getSortTarget() == SortTarget.KEY
                ? Direction.BACKWARD
                : Direction.FORWARD;
    }

    /**
     * What is left to be sorted by after the scan; equal targets stay in key order. Null for none.
     */
    static @Nullable Comparator<KeyValue> comparator(RangeRequest request) {
        Comparator<KeyValue> ascending =
                switch (request.getSortTarget()) {
                    case KEY, UNRECOGNIZED -> null;
                    case VERSION -> Comparator.comparingLong(KeyValue::getVersion);
                    case CREATE -> Comparator.comparingLong(KeyValue::getCreateRevision);
                    case MOD -> Comparator.comparingLong(KeyValue::getModRevision);
                    case VALUE ->
                            Comparator.comparing(
                                    KeyValue::getValue,
                                    ByteString.unsignedLexicographicalComparator());
                };
        return ascending != null && request.getSortOrder() == SortOrder.DESCEND
                ? ascending.reversed()
                : ascending;
    }
}
