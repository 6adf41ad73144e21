package io.metastore.tests.client;

import com.google.protobuf.ByteString;
import io.metastore.api.etcdserverpb.CompactionRequest;
import io.metastore.api.etcdserverpb.DeleteRangeRequest;
import io.metastore.api.etcdserverpb.LeaseGrantRequest;
import io.metastore.api.etcdserverpb.LeaseRevokeRequest;
import io.metastore.api.etcdserverpb.LeaseTimeToLiveRequest;
import io.metastore.api.etcdserverpb.PutRequest;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.etcdserverpb.RequestOp;
import io.metastore.api.etcdserverpb.TxnRequest;
import io.metastore.api.etcdserverpb.WatchCreateRequest;

/** The requests that scenarios make most. */
public final class Requests {
    /** The end of a range that has none. */
    public static final ByteString OPEN_END = ByteString.copyFrom(new byte[] {0});

    private Requests() {}

    public static ByteString bytes(String text) {
        return ByteString.copyFromUtf8(text);
    }

    /** The end of the range of all keys with this prefix, which must not end in 0xff. */
    public static ByteString prefixEnd(String prefix) {
        byte[] end = bytes(prefix).toByteArray();
        end[end.length - 1]++;
        return ByteString.copyFrom(end);
    }

    public static PutRequest put(String key, String value) {
        return PutRequest.newBuilder().setKey(bytes(key)).setValue(bytes(value)).build();
    }

    public static PutRequest put(String key, String value, long lease) {
        return put(key, value).toBuilder().setLease(lease).build();
    }

    public static RangeRequest get(String key) {
        return RangeRequest.newBuilder().setKey(bytes(key)).build();
    }

    public static RangeRequest get(String key, long revision) {
        return get(key).toBuilder().setRevision(revision).build();
    }

    public static RangeRequest.Builder prefix(String prefix) {
        return RangeRequest.newBuilder().setKey(bytes(prefix)).setRangeEnd(prefixEnd(prefix));
    }

    public static DeleteRangeRequest delete(String key) {
        return DeleteRangeRequest.newBuilder().setKey(bytes(key)).build();
    }

    public static DeleteRangeRequest deletePrefix(String prefix) {
        return DeleteRangeRequest.newBuilder()
                .setKey(bytes(prefix))
                .setRangeEnd(prefixEnd(prefix))
                .build();
    }

    public static CompactionRequest compact(long revision) {
        return CompactionRequest.newBuilder().setRevision(revision).setPhysical(true).build();
    }

    public static WatchCreateRequest.Builder watchPrefix(String prefix) {
        return WatchCreateRequest.newBuilder().setKey(bytes(prefix)).setRangeEnd(prefixEnd(prefix));
    }

    public static LeaseGrantRequest grant(long ttlSeconds) {
        return LeaseGrantRequest.newBuilder().setTTL(ttlSeconds).build();
    }

    public static LeaseRevokeRequest revoke(long lease) {
        return LeaseRevokeRequest.newBuilder().setID(lease).build();
    }

    public static LeaseTimeToLiveRequest timeToLive(long lease) {
        return LeaseTimeToLiveRequest.newBuilder().setID(lease).setKeys(true).build();
    }

    public static RequestOp op(PutRequest put) {
        return RequestOp.newBuilder().setRequestPut(put).build();
    }

    public static RequestOp op(RangeRequest range) {
        return RequestOp.newBuilder().setRequestRange(range).build();
    }

    public static RequestOp op(DeleteRangeRequest delete) {
        return RequestOp.newBuilder().setRequestDeleteRange(delete).build();
    }

    public static RequestOp op(TxnRequest txn) {
        return RequestOp.newBuilder().setRequestTxn(txn).build();
    }
}
