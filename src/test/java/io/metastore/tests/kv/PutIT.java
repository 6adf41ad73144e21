package io.metastore.tests.kv;

import static io.metastore.tests.client.Refusal.assertRefused;
import static io.metastore.tests.client.Requests.delete;
import static io.metastore.tests.client.Requests.get;
import static io.metastore.tests.client.Requests.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status.Code;
import io.metastore.api.etcdserverpb.KVGrpc.KVBlockingStub;
import io.metastore.api.etcdserverpb.PutResponse;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.junit.OnCluster;
import org.junit.jupiter.api.Test;

/** Put: versions, revisions, the previous value and what is refused. */
@OnCluster
final class PutIT {
    private final Cluster cluster;

    PutIT(Cluster cluster) {
        this.cluster = cluster;
    }

    private KVBlockingStub kv() {
        return cluster.client().kv();
    }

    @Test
    void versions_and_revisions_count_up_and_start_anew_after_a_delete() {
        long first = kv().put(put("put/a", "1")).getHeader().getRevision();
        long second = kv().put(put("put/a", "1")).getHeader().getRevision();
        assertThat(second).isEqualTo(first + 1);
        KeyValue kv = kv().range(get("put/a")).getKvs(0);
        assertThat(kv.getCreateRevision()).isEqualTo(first);
        assertThat(kv.getModRevision()).isEqualTo(second);
        assertThat(kv.getVersion()).isEqualTo(2);

        long deleted = kv().deleteRange(delete("put/a")).getHeader().getRevision();
        long third = kv().put(put("put/a", "3")).getHeader().getRevision();
        assertThat(third).isEqualTo(deleted + 1).isEqualTo(first + 3);
        KeyValue renewed = kv().range(get("put/a")).getKvs(0);
        assertThat(renewed.getCreateRevision()).isEqualTo(third);
        assertThat(renewed.getVersion()).isEqualTo(1);
    }

    @Test
    void previous_pair_is_given_when_asked_for_and_there_is_one() {
        PutResponse none = kv().put(put("put/b", "1").toBuilder().setPrevKv(true).build());
        assertThat(none.hasPrevKv()).isFalse();
        PutResponse one = kv().put(put("put/b", "2").toBuilder().setPrevKv(true).build());
        assertThat(one.getPrevKv().getValue().toStringUtf8()).isEqualTo("1");
        assertThat(one.getPrevKv().getModRevision()).isEqualTo(none.getHeader().getRevision());
        assertThat(kv().put(put("put/b", "3")).hasPrevKv()).isFalse();
    }

    @Test
    void value_can_be_kept() {
        kv().put(put("put/c", "kept"));
        kv().put(put("put/c", "").toBuilder().setIgnoreValue(true).build());
        KeyValue kv = kv().range(get("put/c")).getKvs(0);
        assertThat(kv.getValue().toStringUtf8()).isEqualTo("kept");
        assertThat(kv.getVersion()).isEqualTo(2);
    }

    @Test
    void bad_requests_are_refused_with_the_exact_text() {
        assertRefused(
                Code.INVALID_ARGUMENT,
                "etcdserver: key is not provided",
                () -> kv().put(put("", "v")));
        assertRefused(
                Code.INVALID_ARGUMENT,
                "etcdserver: value is provided",
                () -> kv().put(put("put/d", "v").toBuilder().setIgnoreValue(true).build()));
        assertRefused(
                Code.INVALID_ARGUMENT,
                "etcdserver: lease is provided",
                () -> kv().put(put("put/d", "v", 7).toBuilder().setIgnoreLease(true).build()));
        assertRefused(
                Code.INVALID_ARGUMENT,
                "etcdserver: key not found",
                () -> kv().put(put("put/none", "").toBuilder().setIgnoreValue(true).build()));
        assertRefused(
                Code.INVALID_ARGUMENT,
                "etcdserver: key not found",
                () -> kv().put(put("put/none", "").toBuilder().setIgnoreLease(true).build()));
        assertRefused(
                Code.NOT_FOUND,
                "etcdserver: requested lease not found",
                () -> kv().put(put("put/d", "v", 4711)));
        assertThat(kv().range(get("put/d")).getCount()).isZero();
    }
}
