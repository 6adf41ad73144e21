package io.metastore.tests.kv;

import static io.metastore.tests.client.Refusal.assertRefused;
import static io.metastore.tests.client.Requests.prefix;
import static io.metastore.tests.client.Requests.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status.Code;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.etcdserverpb.RangeRequest.SortOrder;
import io.metastore.api.etcdserverpb.RangeResponse;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.tests.client.Client;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.junit.OnCluster;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RangeStream: the answer of Range in pieces. */
@OnCluster
final class RangeStreamIT {
    private static final int KEYS = 100;
    private final Client client;

    RangeStreamIT(Cluster cluster) {
        this.client = cluster.client();
    }

    private List<RangeResponse> stream(RangeRequest request) {
        List<RangeResponse> pieces = new ArrayList<>();
        client.kv()
                .rangeStream(request)
                .forEachRemaining(piece -> pieces.add(piece.getRangeResponse()));
        return pieces;
    }

    @Test
    void pieces_together_are_the_range_and_only_the_last_has_a_header() {
        for (int i = 0; i < KEYS; i++) {
            client.kv().put(put("stream/%03d".formatted(i), "v" + i));
        }
        RangeRequest request = prefix("stream/").build();
        RangeResponse whole = client.kv().range(request);
        List<RangeResponse> pieces = stream(request);
        List<KeyValue> kvs = pieces.stream().flatMap(piece -> piece.getKvsList().stream()).toList();
        assertThat(kvs).isEqualTo(whole.getKvsList());
        assertThat(pieces).hasSizeGreaterThan(1);
        RangeResponse last = pieces.get(pieces.size() - 1);
        assertThat(last.getCount()).isEqualTo(KEYS);
        assertThat(last.getHeader().getRevision()).isEqualTo(whole.getHeader().getRevision());
        assertThat(pieces.subList(0, pieces.size() - 1))
                .noneMatch(RangeResponse::hasHeader)
                .allMatch(piece -> piece.getCount() == 0);

        List<RangeResponse> cut = stream(prefix("stream/").setLimit(25).build());
        assertThat(cut.stream().mapToInt(RangeResponse::getKvsCount).sum()).isEqualTo(25);
        assertThat(cut.get(cut.size() - 1).getMore()).isTrue();
        assertThat(cut.get(cut.size() - 1).getCount()).isEqualTo(KEYS);
    }

    @Test
    void what_cannot_be_streamed_is_refused() {
        assertRefused(
                Code.UNIMPLEMENTED,
                "RangeStream does not support custom sort orders",
                () -> stream(prefix("stream/").setSortOrder(SortOrder.DESCEND).build()));
        assertRefused(
                Code.UNIMPLEMENTED,
                "RangeStream does not support revision filters",
                () -> stream(prefix("stream/").setMinModRevision(1).build()));
        assertRefused(
                Code.INVALID_ARGUMENT,
                "etcdserver: key is not provided",
                () -> stream(RangeRequest.getDefaultInstance()));
    }
}
