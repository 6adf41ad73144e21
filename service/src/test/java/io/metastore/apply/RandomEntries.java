package io.metastore.apply;

import com.google.protobuf.ByteString;
import io.metastore.api.etcdserverpb.Compare;
import io.metastore.api.etcdserverpb.PutRequest;
import io.metastore.api.etcdserverpb.RequestOp;
import io.metastore.api.etcdserverpb.TxnRequest;
import io.metastore.command.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A log as several proposers and a few leaders could have written it: few keys and leases, so that
 * commands meet, with retries and with requests that are refused.
 */
final class RandomEntries {
    private static final int KEYS = 6;
    private static final int LEASES = 4;
    private static final int PROPOSERS = 3;

    private final Random random;
    private final long[] sequences = new long[PROPOSERS];
    private long clockMillis;

    RandomEntries(long seed) {
        random = new Random(seed);
    }

    List<Entry> entries(int count) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (i > 0 && random.nextInt(8) == 0) {
                entries.add(entries.get(i - 1 - random.nextInt(Math.min(i, 20))));
            } else {
                entries.add(entry());
            }
        }
        return entries;
    }

    private Entry entry() {
        int proposer = random.nextInt(PROPOSERS);
        clockMillis += random.nextInt(2_000);
        // A new leader may stamp with a clock that is a little behind.
        long stamp = Math.max(0, clockMillis - (random.nextInt(5) == 0 ? 1_000 : 0));
        List<Command> commands = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            commands.add(command());
        }
        return new Entry(proposer, ++sequences[proposer], stamp, commands);
    }

    private Command command() {
        return switch (random.nextInt(12)) {
            case 0 -> Requests.grant(lease(), 1 + random.nextInt(10));
            case 1 -> Requests.keepAlive(lease());
            case 2 -> Requests.revoke(lease());
            case 3 -> Requests.expire(lease(), lease());
            case 4 -> Requests.compact(random.nextInt(60));
            case 5 -> Requests.command(Requests.delete(key(), key()));
            case 6, 7, 8 -> Requests.command(txn(2));
            default -> Requests.command(put());
        };
    }

    private PutRequest.Builder put() {
        PutRequest.Builder put = Requests.put(key(), "v" + random.nextInt(100));
        return switch (random.nextInt(4)) {
            case 0 -> put.setLease(lease());
            case 1 -> put.setIgnoreLease(true);
            case 2 -> put.setIgnoreValue(true).clearValue();
            default -> put;
        };
    }

    private TxnRequest.Builder txn(int depth) {
        TxnRequest.Builder txn = TxnRequest.newBuilder();
        for (int i = random.nextInt(2); i >= 0; i--) {
            txn.addCompare(
                    Compare.newBuilder()
                            .setKey(Requests.bytes(key()))
                            .setTargetValue(random.nextInt(5))
                            .setResultValue(random.nextInt(4)));
        }
        for (int i = random.nextInt(3); i >= 0; i--) {
            txn.addSuccess(op(depth));
            txn.addFailure(op(depth));
        }
        return txn;
    }

    private RequestOp op(int depth) {
        return switch (random.nextInt(depth > 0 ? 4 : 3)) {
            case 0 -> Requests.op(put());
            case 1 -> Requests.op(Requests.delete(key(), key()));
            case 2 ->
                    Requests.op(
                            Requests.range(key(), "")
                                    .setRangeEnd(ByteString.copyFrom(new byte[1])));
            default -> Requests.op(txn(depth - 1));
        };
    }

    private String key() {
        return "k" + random.nextInt(KEYS);
    }

    private long lease() {
        return 1 + random.nextInt(LEASES);
    }
}
