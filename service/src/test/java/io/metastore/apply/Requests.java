package io.metastore.apply;

import com.google.protobuf.ByteString;
import io.metastore.api.etcdserverpb.AlarmRequest;
import io.metastore.api.etcdserverpb.AlarmType;
import io.metastore.api.etcdserverpb.CompactionRequest;
import io.metastore.api.etcdserverpb.Compare;
import io.metastore.api.etcdserverpb.DeleteRangeRequest;
import io.metastore.api.etcdserverpb.LeaseGrantRequest;
import io.metastore.api.etcdserverpb.LeaseKeepAliveRequest;
import io.metastore.api.etcdserverpb.LeaseRevokeRequest;
import io.metastore.api.etcdserverpb.PutRequest;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.etcdserverpb.RequestOp;
import io.metastore.api.etcdserverpb.TxnRequest;
import io.metastore.command.Command;
import io.metastore.command.LeaseClockTick;
import io.metastore.command.LeaseExpiry;
import java.util.List;

/** The shortest way to write down a request. */
final class Requests {
    private Requests() {}

    static ByteString bytes(String text) {
        return ByteString.copyFromUtf8(text);
    }

    static PutRequest.Builder put(String key, String value) {
        return PutRequest.newBuilder().setKey(bytes(key)).setValue(bytes(value));
    }

    static PutRequest.Builder put(String key) {
        return PutRequest.newBuilder().setKey(bytes(key));
    }

    static DeleteRangeRequest.Builder delete(String key, String end) {
        return DeleteRangeRequest.newBuilder().setKey(bytes(key)).setRangeEnd(bytes(end));
    }

    static RangeRequest.Builder range(String key, String end) {
        return RangeRequest.newBuilder().setKey(bytes(key)).setRangeEnd(bytes(end));
    }

    static Compare.Builder compare(
            String key, Compare.CompareTarget target, Compare.CompareResult result) {
        return Compare.newBuilder().setKey(bytes(key)).setTarget(target).setResult(result);
    }

    static TxnRequest.Builder success(RequestOp... ops) {
        return TxnRequest.newBuilder().addAllSuccess(List.of(ops));
    }

    static RequestOp op(PutRequest.Builder put) {
        return RequestOp.newBuilder().setRequestPut(put).build();
    }

    static RequestOp op(DeleteRangeRequest.Builder delete) {
        return RequestOp.newBuilder().setRequestDeleteRange(delete).build();
    }

    static RequestOp op(RangeRequest.Builder range) {
        return RequestOp.newBuilder().setRequestRange(range).build();
    }

    static RequestOp op(TxnRequest.Builder txn) {
        return RequestOp.newBuilder().setRequestTxn(txn).build();
    }

    static Command command(PutRequest.Builder put) {
        return Command.newBuilder().setPut(put).build();
    }

    static Command command(DeleteRangeRequest.Builder delete) {
        return Command.newBuilder().setDeleteRange(delete).build();
    }

    static Command command(TxnRequest.Builder txn) {
        return Command.newBuilder().setTxn(txn).build();
    }

    static Command compact(long revision) {
        return Command.newBuilder()
                .setCompaction(CompactionRequest.newBuilder().setRevision(revision))
                .build();
    }

    static Command grant(long id, long ttlSeconds) {
        return Command.newBuilder()
                .setLeaseGrant(LeaseGrantRequest.newBuilder().setID(id).setTTL(ttlSeconds))
                .build();
    }

    static Command revoke(long id) {
        return Command.newBuilder()
                .setLeaseRevoke(LeaseRevokeRequest.newBuilder().setID(id))
                .build();
    }

    static Command keepAlive(long id) {
        return Command.newBuilder()
                .setLeaseKeepAlive(LeaseKeepAliveRequest.newBuilder().setID(id))
                .build();
    }

    static Command expire(Long... ids) {
        return Command.newBuilder()
                .setLeaseExpiry(LeaseExpiry.newBuilder().addAllIds(List.of(ids)))
                .build();
    }

    static Command tick() {
        return Command.newBuilder().setLeaseClockTick(LeaseClockTick.getDefaultInstance()).build();
    }

    static Command alarm(AlarmRequest.AlarmAction action, long memberId, AlarmType kind) {
        return Command.newBuilder()
                .setAlarm(
                        AlarmRequest.newBuilder()
                                .setAction(action)
                                .setMemberID(memberId)
                                .setAlarm(kind))
                .build();
    }
}
