package io.metastore.apply;

import com.google.protobuf.ByteString;
import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.CompactionRequest;
import io.metastore.api.etcdserverpb.CompactionResponse;
import io.metastore.api.etcdserverpb.DeleteRangeRequest;
import io.metastore.api.etcdserverpb.DeleteRangeResponse;
import io.metastore.api.etcdserverpb.PutRequest;
import io.metastore.api.etcdserverpb.PutResponse;
import io.metastore.api.etcdserverpb.ResponseHeader;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.mvcc.ReadView;
import io.metastore.mvcc.Summary;
import io.metastore.mvcc.WriteTxn;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Puts and deletes, alone and as operations of a txn, and compaction. */
final class KvApplier {
    private KvApplier() {}

    static PutResponse put(ApplyContext context, PutRequest request) {
        WriteTxn txn = context.begin();
        checkPut(context, txn, request);
        PutResponse response = put(context, txn, request, context::header);
        context.end(txn);
        return response;
    }

    static DeleteRangeResponse deleteRange(ApplyContext context, DeleteRangeRequest request) {
        WriteTxn txn = context.begin();
        DeleteRangeResponse response = deleteRange(context, txn, request, context::header);
        context.end(txn);
        return response;
    }

    static CompactionResponse compact(ApplyContext context, CompactionRequest request) {
        context.compact(request.getRevision());
        long revision = context.begin().revision();
        return CompactionResponse.newBuilder().setHeader(context.header(revision)).build();
    }

    /**
     * Refuses a put that cannot be carried out. The key is looked up only if that depends on it:
     * the put itself looks it up.
     *
     * @param before the state before the command
     */
    static void checkPut(ApplyContext context, ReadView before, PutRequest request) {
        if (request.getLease() != 0 && !context.leases().exists(request.getLease())) {
            throw EtcdError.LEASE_NOT_FOUND.exception();
        }
        if (ignoresAnything(request) && before.summary(request.getKey()) == null) {
            throw EtcdError.KEY_NOT_FOUND.exception();
        }
    }

    /** Puts a key whose request has been checked, and moves it to its lease. */
    static PutResponse put(
            ApplyContext context,
            WriteTxn txn,
            PutRequest request,
            LongFunction<ResponseHeader> headers) {
        KeyValue current = ignoresAnything(request) ? txn.get(request.getKey()) : null;
        ByteString value =
                request.getIgnoreValue() && current != null
                        ? current.getValue()
                        : request.getValue();
        long lease =
                request.getIgnoreLease() && current != null
                        ? current.getLease()
                        : request.getLease();
        PutResponse.Builder response = PutResponse.newBuilder();
        Summary replaced;
        if (request.getPrevKv() || context.isPrevKvWatched()) {
            KeyValue previous = txn.put(request.getKey(), value, lease);
            replaced = previous == null ? null : Summary.of(previous);
            if (request.getPrevKv() && previous != null) {
                response.setPrevKv(previous);
            }
        } else {
            replaced = txn.putUnread(request.getKey(), value, lease);
        }
        moveToLease(context, request.getKey(), replaced, lease);
        return response.setHeader(headers.apply(txn.revision())).build();
    }

    private static void moveToLease(
            ApplyContext context, ByteString key, @Nullable Summary replaced, long lease) {
        long leaseBefore = replaced == null ? 0 : replaced.lease();
        if (leaseBefore != lease) {
            byte[] keyBytes = key.toByteArray();
            context.leases().detach(leaseBefore, keyBytes);
            context.leases().attach(lease, keyBytes);
        }
    }

    /** Deletes a range and detaches what was attached. */
    static DeleteRangeResponse deleteRange(
            ApplyContext context,
            WriteTxn txn,
            DeleteRangeRequest request,
            LongFunction<ResponseHeader> headers) {
        List<KeyValue> deleted = txn.deleteRange(request.getKey(), request.getRangeEnd());
        for (KeyValue record : deleted) {
            if (record.getLease() != 0) {
                context.leases().detach(record.getLease(), record.getKey().toByteArray());
            }
        }
        DeleteRangeResponse.Builder response =
                DeleteRangeResponse.newBuilder()
                        .setHeader(headers.apply(txn.revision()))
                        .setDeleted(deleted.size());
        if (request.getPrevKv()) {
            response.addAllPrevKvs(deleted);
        }
        return response.build();
    }

    private static boolean ignoresAnything(PutRequest request) {
        return request.getIgnoreValue() || request.getIgnoreLease();
    }
}
