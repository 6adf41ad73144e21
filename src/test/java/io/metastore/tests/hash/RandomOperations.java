package io.metastore.tests.hash;

import static io.metastore.tests.client.Requests.bytes;
import static io.metastore.tests.client.Requests.delete;
import static io.metastore.tests.client.Requests.op;
import static io.metastore.tests.client.Requests.put;
import static io.metastore.tests.client.Requests.revoke;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import io.metastore.api.etcdserverpb.Compare;
import io.metastore.api.etcdserverpb.DeleteRangeRequest;
import io.metastore.api.etcdserverpb.LeaseGrantRequest;
import io.metastore.api.etcdserverpb.PutRequest;
import io.metastore.api.etcdserverpb.RequestOp;
import io.metastore.api.etcdserverpb.TxnRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Changes over a few keys, so that each of them is put, deleted and put again many times. Leases
 * outlive the test; they end by being revoked.
 */
final class RandomOperations {
    private static final int KEYS = 12;
    private static final long TTL_SECONDS = 10_000;

    private final Random random;
    private final List<Long> leases = new ArrayList<>();
    private long lastLease = 100;

    RandomOperations(Random random) {
        this.random = random;
    }

    /** The next request to send. */
    MessageLite next() {
        int kind = random.nextInt(20);
        if (kind < 9) {
            return putOf(key());
        } else if (kind < 12) {
            return delete("hash/" + key());
        } else if (kind < 13) {
            return range();
        } else if (kind < 17) {
            return txn(1);
        } else if (kind < 19 || leases.isEmpty()) {
            leases.add(++lastLease);
            return LeaseGrantRequest.newBuilder().setID(lastLease).setTTL(TTL_SECONDS).build();
        }
        return revoke(leases.remove(random.nextInt(leases.size())));
    }

    private int key() {
        return random.nextInt(KEYS);
    }

    private PutRequest putOf(int key) {
        @Nullable Long lease =
                leases.isEmpty() || random.nextInt(3) > 0
                        ? null
                        : leases.get(random.nextInt(leases.size()));
        byte[] value = new byte[random.nextInt(4) == 0 ? 0 : random.nextInt(200)];
        random.nextBytes(value);
        return put("hash/" + key, "", lease == null ? 0 : lease).toBuilder()
                .setValue(ByteString.copyFrom(value))
                .build();
    }

    private DeleteRangeRequest range() {
        int from = key();
        return DeleteRangeRequest.newBuilder()
                .setKey(bytes("hash/" + from))
                .setRangeEnd(bytes("hash/" + (from + 3)))
                .build();
    }

    /** Several puts and deletions of different keys, some of them in txns of their own. */
    private TxnRequest txn(int depth) {
        TxnRequest.Builder txn = TxnRequest.newBuilder();
        txn.addCompare(
                Compare.newBuilder()
                        .setKey(bytes("hash/" + key()))
                        .setTarget(Compare.CompareTarget.VERSION)
                        .setResult(Compare.CompareResult.GREATER)
                        .setVersion(random.nextInt(4)));
        List<Integer> keys = new ArrayList<>();
        for (int i = depth * 4; i < depth * 4 + 4; i++) {
            keys.add(i);
        }
        for (int key : keys) {
            RequestOp change = random.nextBoolean() ? op(putOf(key)) : op(delete("hash/" + key));
            if (random.nextInt(3) > 0) {
                txn.addSuccess(change);
            } else {
                txn.addFailure(change);
            }
        }
        if (depth < 2 && random.nextBoolean()) {
            txn.addSuccess(op(txn(depth + 1)));
            txn.addFailure(op(txn(depth + 1)));
        }
        return txn.build();
    }
}
