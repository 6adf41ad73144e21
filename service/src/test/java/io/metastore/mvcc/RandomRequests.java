package io.metastore.mvcc;

import com.google.protobuf.ByteString;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.etcdserverpb.RangeRequest.SortOrder;
import io.metastore.api.etcdserverpb.RangeRequest.SortTarget;
import java.util.Random;

/** Requests over a key space so small that everything meets everything. */
final class RandomRequests {
    private static final byte[] ALPHABET = {0, 1, 'a', 'b', (byte) 0xFF};
    private static final ByteString ZERO = ByteString.copyFrom(new byte[1]);

    private final Random random;

    RandomRequests(Random random) {
        this.random = random;
    }

    ByteString key() {
        byte[] key = new byte[1 + random.nextInt(3)];
        for (int i = 0; i < key.length; i++) {
            key[i] = ALPHABET[random.nextInt(ALPHABET.length)];
        }
        return ByteString.copyFrom(key);
    }

    ByteString rangeEnd() {
        return switch (random.nextInt(4)) {
            case 0 -> ByteString.EMPTY;
            case 1 -> ZERO;
            default -> key();
        };
    }

    /** Small values, so that sorting by value meets ties. */
    ByteString value() {
        return ByteString.copyFromUtf8("v" + random.nextInt(5));
    }

    long revision(long current) {
        return random.nextInt((int) current + 3) - 1L;
    }

    RangeRequest range(long current) {
        RangeRequest.Builder request = RangeRequest.newBuilder().setKey(key());
        request.setRangeEnd(random.nextInt(5) == 0 ? rangeEnd() : ZERO);
        request.setLimit(random.nextBoolean() ? 0 : random.nextInt(8) - 1);
        request.setRevision(random.nextBoolean() ? 0 : revision(current));
        request.setSortOrder(SortOrder.forNumber(random.nextInt(3)));
        request.setSortTarget(
                random.nextBoolean() ? SortTarget.KEY : SortTarget.forNumber(random.nextInt(5)));
        request.setKeysOnly(random.nextInt(4) == 0).setCountOnly(random.nextInt(8) == 0);
        if (random.nextInt(3) == 0) {
            request.setMinModRevision(bound(current)).setMaxModRevision(bound(current));
            request.setMinCreateRevision(bound(current)).setMaxCreateRevision(bound(current));
        }
        return request.build();
    }

    private long bound(long current) {
        return random.nextInt(3) == 0 ? revision(current) : 0;
    }
}
