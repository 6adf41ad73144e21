package io.metastore.tests.kv;

import static io.metastore.tests.client.Refusal.assertRefused;
import static io.metastore.tests.client.Requests.OPEN_END;
import static io.metastore.tests.client.Requests.bytes;
import static io.metastore.tests.client.Requests.get;
import static io.metastore.tests.client.Requests.prefix;
import static io.metastore.tests.client.Requests.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status.Code;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.etcdserverpb.RangeRequest.SortOrder;
import io.metastore.api.etcdserverpb.RangeRequest.SortTarget;
import io.metastore.api.etcdserverpb.RangeResponse;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.tests.client.Client;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.junit.OnCluster;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * Range with its options. Each test has five keys of its own: {@code a} to {@code e} with the
 * values 5 to 1, written in this order, then {@code b} once more.
 */
@OnCluster
final class RangeIT {
    private final Client client;
    private String root = "";
    private long first;

    RangeIT(Cluster cluster) {
        this.client = cluster.client();
    }

    @BeforeEach
    void write_keys(TestInfo test) {
        root = "range/" + test.getDisplayName() + "/";
        for (int i = 0; i < 5; i++) {
            long revision =
                    client.kv()
                            .put(put(root + "abcde".charAt(i), "" + (5 - i)))
                            .getHeader()
                            .getRevision();
            first = i == 0 ? revision : first;
        }
        client.kv().put(put(root + "b", "4"));
    }

    private RangeRequest.Builder all() {
        return prefix(root);
    }

    private RangeResponse range(RangeRequest.Builder request) {
        return client.kv().range(request.build());
    }

    private String keys(RangeRequest.Builder request) {
        StringBuilder keys = new StringBuilder();
        for (KeyValue kv : range(request).getKvsList()) {
            keys.append(kv.getKey().toStringUtf8().substring(root.length()));
        }
        return keys.toString();
    }

    @Test
    void limit_cuts_and_says_so_while_count_stays() {
        RangeResponse two = range(all().setLimit(2));
        assertThat(two.getKvsCount()).isEqualTo(2);
        assertThat(two.getMore()).isTrue();
        assertThat(two.getCount()).isEqualTo(5);
        assertThat(range(all().setLimit(5)).getMore()).isFalse();
        assertThat(range(all().setLimit(-1)).getKvsCount()).isEqualTo(5);
    }

    @Test
    void every_order_and_target_sorts() {
        assertThat(keys(all().setSortOrder(SortOrder.DESCEND))).isEqualTo("edcba");
        assertThat(sorted(SortOrder.ASCEND, SortTarget.VALUE)).isEqualTo("edcba");
        assertThat(sorted(SortOrder.DESCEND, SortTarget.VALUE)).isEqualTo("abcde");
        assertThat(sorted(SortOrder.ASCEND, SortTarget.MOD)).isEqualTo("acdeb");
        assertThat(sorted(SortOrder.DESCEND, SortTarget.CREATE)).isEqualTo("edcba");
        assertThat(sorted(SortOrder.DESCEND, SortTarget.VERSION)).startsWith("b");
    }

    private String sorted(SortOrder order, SortTarget target) {
        return keys(all().setSortOrder(order).setSortTarget(target));
    }

    @Test
    void a_target_without_order_sorts_the_limit_and_one_more_and_cuts_then() {
        assertThat(keys(all().setSortTarget(SortTarget.VALUE).setLimit(2))).isEqualTo("cb");
    }

    @Test
    void revision_bounds_filter_but_do_not_change_the_count() {
        RangeResponse filtered = range(all().setMinModRevision(first + 3));
        assertThat(filtered.getKvsCount()).isEqualTo(3);
        assertThat(filtered.getCount()).isEqualTo(5);
        assertThat(keys(all().setMaxModRevision(first + 2))).isEqualTo("ac");
        assertThat(keys(all().setMinCreateRevision(first + 4))).isEqualTo("e");
        assertThat(keys(all().setMaxCreateRevision(first + 1))).isEqualTo("ab");
        RangeResponse cut = range(all().setMinModRevision(first + 3).setLimit(2));
        assertThat(cut.getMore()).isTrue();
    }

    @Test
    void count_only_counts_and_keys_only_leaves_out_values() {
        RangeResponse counted = range(all().setCountOnly(true).setLimit(1));
        assertThat(counted.getCount()).isEqualTo(5);
        assertThat(counted.getKvsList()).isEmpty();
        assertThat(counted.getMore()).isFalse();
        List<KeyValue> kvs = range(all().setKeysOnly(true)).getKvsList();
        assertThat(kvs).hasSize(5).allMatch(kv -> kv.getValue().isEmpty());
        assertThat(kvs.get(1).getVersion()).isEqualTo(2);
    }

    @Test
    void old_revisions_are_read_as_they_were() {
        RangeResponse old = range(all().setRevision(first + 2));
        assertThat(old.getKvsCount()).isEqualTo(3);
        assertThat(old.getKvs(1).getVersion()).isEqualTo(1);
        assertThat(old.getHeader().getRevision()).isGreaterThanOrEqualTo(first + 5);
        assertThat(range(all().setRevision(-3)).getKvsCount()).isEqualTo(5);
    }

    @Test
    void open_end_inverted_range_and_serializable_read() {
        RangeRequest.Builder open = get(root + "d").toBuilder().setRangeEnd(OPEN_END);
        assertThat(range(open.setLimit(2)).getKvs(1).getKey()).isEqualTo(bytes(root + "e"));
        RangeRequest.Builder inverted = get(root + "d").toBuilder().setRangeEnd(bytes(root + "a"));
        assertThat(range(inverted).getCount()).isZero();
        assertThat(range(all().setSerializable(true)).getCount()).isEqualTo(5);
    }

    @Test
    void bad_requests_are_refused_with_the_exact_text() {
        assertRefused(
                Code.INVALID_ARGUMENT,
                "etcdserver: key is not provided",
                () -> client.kv().range(get("")));
        assertRefused(
                Code.OUT_OF_RANGE,
                "etcdserver: mvcc: required revision is a future revision",
                () -> range(all().setRevision(first + 1_000_000)));
        assertRefused(
                Code.INVALID_ARGUMENT,
                "etcdserver: invalid sort option",
                () -> range(all().setSortOrderValue(9)));
        assertRefused(
                Code.INVALID_ARGUMENT,
                "etcdserver: invalid sort option",
                () -> range(all().setSortTargetValue(9)));
    }
}
