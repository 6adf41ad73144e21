package io.metastore.mvcc;

import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.mvccpb.KeyValue;

/** The four bounds on revisions that a range may set; both ends count as inside, 0 is no bound. */
final class RangeFilter {
    private RangeFilter() {}

    static boolean isSet(RangeRequest request) {
        return request.getMinModRevision() != 0
                || request.getMaxModRevision() != 0
                || request.getMinCreateRevision() != 0
                || request.getMaxCreateRevision() != 0;
    }

    static boolean accepts(RangeRequest request, KeyValue version) {
        return within(
                        version.getModRevision(),
                        request.getMinModRevision(),
                        request.getMaxModRevision())
                && within(
                        version.getCreateRevision(),
                        request.getMinCreateRevision(),
                        request.getMaxCreateRevision());
    }

    private static boolean within(long revision, long min, long max) {
        return (min == 0 || revision >= min) && (max == 0 || revision <= max);
    }
}
