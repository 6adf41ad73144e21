package io.metastore.tests.kv;

import static io.metastore.tests.client.Refusal.assertRefused;
import static io.metastore.tests.client.Requests.compact;
import static io.metastore.tests.client.Requests.delete;
import static io.metastore.tests.client.Requests.get;
import static io.metastore.tests.client.Requests.op;
import static io.metastore.tests.client.Requests.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status.Code;
import io.metastore.api.etcdserverpb.KVGrpc.KVBlockingStub;
import io.metastore.api.etcdserverpb.TxnRequest;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.junit.OnCluster;
import org.junit.jupiter.api.Test;

/** Compaction: what it takes away and what it must leave. */
@OnCluster
final class CompactIT {
    private static final String COMPACTED =
            "etcdserver: mvcc: required revision has been compacted";
    private static final String FUTURE = "etcdserver: mvcc: required revision is a future revision";

    private final Cluster cluster;

    CompactIT(Cluster cluster) {
        this.cluster = cluster;
    }

    private KVBlockingStub kv() {
        return cluster.client().kv();
    }

    @Test
    void history_below_goes_and_the_compacted_revision_itself_stays() {
        kv().put(put("compact/old", "untouched"));
        long first = kv().put(put("compact/a", "1")).getHeader().getRevision();
        kv().put(put("compact/gone", "1"));
        kv().deleteRange(delete("compact/gone"));
        long kept = kv().put(put("compact/a", "2")).getHeader().getRevision();
        kv().put(put("compact/a", "3"));

        kv().compact(compact(kept));

        assertThat(value("compact/a", kept)).isEqualTo("2");
        assertThat(value("compact/a", 0)).isEqualTo("3");
        assertThat(value("compact/old", kept)).isEqualTo("untouched");
        assertThat(kv().range(get("compact/gone", kept)).getCount()).isZero();
        assertRefused(Code.OUT_OF_RANGE, COMPACTED, () -> kv().range(get("compact/a", kept - 1)));
        assertRefused(Code.OUT_OF_RANGE, COMPACTED, () -> kv().range(get("compact/a", first)));
        TxnRequest read =
                TxnRequest.newBuilder()
                        .addSuccess(op(put("compact/never", "x")))
                        .addSuccess(op(get("compact/a", first)))
                        .build();
        assertRefused(Code.OUT_OF_RANGE, COMPACTED, () -> kv().txn(read));
        assertThat(kv().range(get("compact/never")).getCount()).isZero();
    }

    private String value(String key, long revision) {
        return kv().range(get(key, revision)).getKvs(0).getValue().toStringUtf8();
    }

    @Test
    void only_revisions_between_the_compacted_and_the_present_one_are_taken() {
        kv().put(put("compact/b", "1"));
        long revision = kv().put(put("compact/b", "2")).getHeader().getRevision();
        kv().compact(compact(revision));
        assertRefused(Code.OUT_OF_RANGE, COMPACTED, () -> kv().compact(compact(revision)));
        assertRefused(Code.OUT_OF_RANGE, COMPACTED, () -> kv().compact(compact(revision - 1)));
        assertRefused(Code.OUT_OF_RANGE, FUTURE, () -> kv().compact(compact(revision + 1000)));
        assertThat(value("compact/b", revision)).isEqualTo("2");
    }
}
