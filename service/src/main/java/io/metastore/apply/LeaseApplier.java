package io.metastore.apply;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.metastore.api.etcdserverpb.LeaseGrantRequest;
import io.metastore.api.etcdserverpb.LeaseGrantResponse;
import io.metastore.api.etcdserverpb.LeaseKeepAliveRequest;
import io.metastore.api.etcdserverpb.LeaseKeepAliveResponse;
import io.metastore.api.etcdserverpb.LeaseRevokeRequest;
import io.metastore.api.etcdserverpb.LeaseRevokeResponse;
import io.metastore.command.LeaseExpiry;
import io.metastore.lease.Lease;
import io.metastore.mvcc.WriteTxn;
import java.util.List;

/** Grants, keepalives, revocations and expiries. */
final class LeaseApplier {
    private LeaseApplier() {}

    static LeaseGrantResponse grant(ApplyContext context, LeaseGrantRequest request) {
        Lease lease = context.leases().grant(request.getID(), request.getTTL());
        return LeaseGrantResponse.newBuilder()
                .setHeader(context.header(context.begin().revision()))
                .setID(lease.id())
                .setTTL(lease.ttlSeconds())
                .build();
    }

    /** An unknown lease is no error: it is answered with a time to live of 0. */
    static LeaseKeepAliveResponse keepAlive(ApplyContext context, LeaseKeepAliveRequest request) {
        Lease lease = context.leases().keepAlive(request.getID());
        return LeaseKeepAliveResponse.newBuilder()
                .setHeader(context.header(context.begin().revision()))
                .setID(request.getID())
                .setTTL(lease == null ? 0 : lease.ttlSeconds())
                .build();
    }

    static LeaseRevokeResponse revoke(ApplyContext context, LeaseRevokeRequest request) {
        long revision = revoke(context, request.getID());
        return LeaseRevokeResponse.newBuilder().setHeader(context.header(revision)).build();
    }

    /** Revokes what is past its expiry by now; a keepalive that came first has saved its lease. */
    static LeaseExpiry expire(ApplyContext context, LeaseExpiry expiry) {
        for (long id : expiry.getIdsList()) {
            if (context.leases().isExpired(id)) {
                revoke(context, id);
                context.leaseExpired();
            }
        }
        return expiry;
    }

    /** Revokes one lease and deletes its keys, all in one revision. */
    private static long revoke(ApplyContext context, long id) {
        List<byte[]> keys = context.leases().revoke(id);
        WriteTxn txn = context.begin();
        for (byte[] key : keys) {
            txn.deleteRange(UnsafeByteOperations.unsafeWrap(key), ByteString.EMPTY);
        }
        long revision = txn.revision();
        context.end(txn);
        return revision;
    }
}
