package io.metastore.tests.kv;

import static io.metastore.tests.client.Refusal.assertRefused;
import static io.metastore.tests.client.Requests.bytes;
import static io.metastore.tests.client.Requests.delete;
import static io.metastore.tests.client.Requests.deletePrefix;
import static io.metastore.tests.client.Requests.prefix;
import static io.metastore.tests.client.Requests.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status.Code;
import io.metastore.api.etcdserverpb.DeleteRangeResponse;
import io.metastore.api.etcdserverpb.KVGrpc.KVBlockingStub;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.junit.OnCluster;
import org.junit.jupiter.api.Test;

/** DeleteRange: what goes, what it counts and when the revision moves. */
@OnCluster
final class DeleteRangeIT {
    private final Cluster cluster;

    DeleteRangeIT(Cluster cluster) {
        this.cluster = cluster;
    }

    private KVBlockingStub kv() {
        return cluster.client().kv();
    }

    @Test
    void a_range_goes_in_one_revision_and_gives_the_previous_pairs() {
        kv().put(put("delete/a", "1"));
        kv().put(put("delete/b", "2"));
        long last = kv().put(put("delete/c", "3")).getHeader().getRevision();
        DeleteRangeResponse gone =
                kv().deleteRange(deletePrefix("delete/").toBuilder().setPrevKv(true).build());
        assertThat(gone.getDeleted()).isEqualTo(3);
        assertThat(gone.getHeader().getRevision()).isEqualTo(last + 1);
        assertThat(gone.getPrevKvsList())
                .extracting(kv -> kv.getValue().toStringUtf8())
                .containsExactly("1", "2", "3");
        assertThat(kv().range(prefix("delete/").build()).getCount()).isZero();
        assertThat(kv().range(prefix("delete/").setRevision(last).build()).getCount()).isEqualTo(3);
    }

    @Test
    void deleting_nothing_leaves_the_revision() {
        long before = cluster.client().revision();
        DeleteRangeResponse none = kv().deleteRange(delete("delete-nothing"));
        assertThat(none.getDeleted()).isZero();
        assertThat(none.getHeader().getRevision()).isEqualTo(before);
        DeleteRangeResponse inverted =
                kv().deleteRange(delete("z").toBuilder().setRangeEnd(bytes("a")).build());
        assertThat(inverted.getDeleted()).isZero();
        assertThat(cluster.client().revision()).isEqualTo(before);
    }

    @Test
    void an_empty_key_is_refused() {
        assertRefused(
                Code.INVALID_ARGUMENT,
                "etcdserver: key is not provided",
                () -> kv().deleteRange(delete("")));
    }
}
