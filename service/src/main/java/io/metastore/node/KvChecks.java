package io.metastore.node;

import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.DeleteRangeRequest;
import io.metastore.api.etcdserverpb.PutRequest;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.etcdserverpb.RangeRequest.SortOrder;
import io.metastore.api.etcdserverpb.RangeRequest.SortTarget;

/** What makes a key request invalid before anything is looked at. */
final class KvChecks {
    private KvChecks() {}

    static void range(RangeRequest request) {
        if (request.getKey().isEmpty()) {
            throw EtcdError.EMPTY_KEY.exception();
        }
        if (request.getSortOrder() == SortOrder.UNRECOGNIZED
                || request.getSortTarget() == SortTarget.UNRECOGNIZED) {
            throw EtcdError.INVALID_SORT_OPTION.exception();
        }
    }

    static void rangeStream(RangeRequest request) {
        range(request);
        boolean ascendingByKey =
                request.getSortOrder() == SortOrder.ASCEND
                        && request.getSortTarget() == SortTarget.KEY;
        if (request.getSortOrder() != SortOrder.NONE && !ascendingByKey) {
            throw EtcdError.RANGE_STREAM_SORT_ORDER.exception();
        }
        if (request.getMinModRevision() != 0
                || request.getMaxModRevision() != 0
                || request.getMinCreateRevision() != 0
                || request.getMaxCreateRevision() != 0) {
            throw EtcdError.RANGE_STREAM_REVISION_FILTER.exception();
        }
    }

    static void put(PutRequest request) {
        if (request.getKey().isEmpty()) {
            throw EtcdError.EMPTY_KEY.exception();
        }
        if (request.getIgnoreValue() && !request.getValue().isEmpty()) {
            throw EtcdError.VALUE_PROVIDED.exception();
        }
        if (request.getIgnoreLease() && request.getLease() != 0) {
            throw EtcdError.LEASE_PROVIDED.exception();
        }
    }

    static void deleteRange(DeleteRangeRequest request) {
        if (request.getKey().isEmpty()) {
            throw EtcdError.EMPTY_KEY.exception();
        }
    }
}
