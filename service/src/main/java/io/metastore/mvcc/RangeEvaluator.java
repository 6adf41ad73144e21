package io.metastore.mvcc;

import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.etcdserverpb.RangeResponse;
import io.metastore.api.mvccpb.KeyValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Answers a range from the versions of one revision:
 *
 * <ol>
 *   <li>scan, one key beyond the limit when the scan alone gives the order, everything otherwise;
 *   <li>drop what the filters refuse;
 *   <li>sort;
 *   <li>cut at the limit, and say so;
 *   <li>count, ignoring limit and filters.
 * </ol>
 */
final class RangeEvaluator {
    private RangeEvaluator() {}

    /** The answer but for its header. */
    static RangeResponse evaluate(Versions versions, RangeRequest request) {
        KeyRange range = KeyRange.of(request.getKey(), request.getRangeEnd());
        if (request.getCountOnly()) {
            return RangeResponse.newBuilder().setCount(versions.count(range)).build();
        }
        long max = scanMax(request);
        List<KeyValue> scanned = versions.scan(range, max, RangeOrder.direction(request));
        long count = max == 0 || scanned.size() < max ? scanned.size() : versions.count(range);
        List<KeyValue> sorted = sort(request, filter(request, scanned));

        long limit = request.getLimit();
        boolean more = limit > 0 && sorted.size() > limit;
        int size = more ? Math.toIntExact(limit) : sorted.size();
        RangeResponse.Builder response = RangeResponse.newBuilder().setMore(more).setCount(count);
        for (int i = 0; i < size; i++) {
            response.addKvs(Projection.apply(request, sorted.get(i)));
        }
        return response.build();
    }

    /** How many keys are enough for the answer, 0 when only all of them are. */
    static long scanMax(RangeRequest request) {
        boolean bounded = request.getLimit() > 0 && request.getLimit() < Long.MAX_VALUE;
        return bounded && !RangeFilter.isSet(request) && RangeOrder.scanMayStop(request)
                ? request.getLimit() + 1
                : 0;
    }

    private static List<KeyValue> filter(RangeRequest request, List<KeyValue> versions) {
        if (!RangeFilter.isSet(request)) {
            return versions;
        }
        List<KeyValue> accepted = new ArrayList<>();
        for (KeyValue version : versions) {
            if (RangeFilter.accepts(request, version)) {
                accepted.add(version);
            }
        }
        return accepted;
    }

    private static List<KeyValue> sort(RangeRequest request, List<KeyValue> versions) {
        Comparator<KeyValue> comparator = RangeOrder.comparator(request);
        if (comparator == null) {
            return versions;
        }
        List<KeyValue> sorted = new ArrayList<>(versions);
        sorted.sort(comparator);
        return sorted;
    }
}
