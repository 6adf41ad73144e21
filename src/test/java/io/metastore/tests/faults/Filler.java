package io.metastore.tests.faults;

import static io.metastore.tests.client.Requests.op;

import com.google.protobuf.ByteString;
import io.metastore.api.etcdserverpb.PutRequest;
import io.metastore.api.etcdserverpb.TxnRequest;
import io.metastore.tests.client.Client;
import io.metastore.tests.client.Requests;
import java.util.Random;

/** Makes a state large, with few requests: a snapshot of it then takes a while. */
final class Filler {
    private static final int PUTS_PER_TXN = 100;
    private static final int VALUE_BYTES = 4_000;

    private final Random random;

    Filler(Random random) {
        this.random = random;
    }

    /** Writes so many transactions of about 400 kB each, all keys new with each prefix. */
    void fill(Client client, String prefix, int txns) {
        for (int txn = 0; txn < txns; txn++) {
            TxnRequest.Builder request = TxnRequest.newBuilder();
            for (int put = 0; put < PUTS_PER_TXN; put++) {
                request.addSuccess(op(put(prefix + "%04d/%03d".formatted(txn, put))));
            }
            client.kv().txn(request.build());
        }
    }

    private PutRequest put(String key) {
        byte[] value = new byte[VALUE_BYTES];
        random.nextBytes(value);
        return PutRequest.newBuilder()
                .setKey(Requests.bytes(key))
                .setValue(ByteString.copyFrom(value))
                .build();
    }
}
