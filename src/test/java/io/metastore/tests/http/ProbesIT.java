package io.metastore.tests.http;

import static io.metastore.tests.client.Requests.put;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.junit.OnCluster;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Health, version and metrics. */
@OnCluster
final class ProbesIT {
    private final Cluster cluster;
    private final Http http;

    ProbesIT(Cluster cluster) {
        this.cluster = cluster;
        this.http = new Http(cluster.member(0));
    }

    @Test
    void every_member_is_healthy() {
        for (Member member : cluster.members()) {
            HttpResponse<String> health = new Http(member).get("/health");
            assertThat(health.statusCode()).isEqualTo(200);
            JsonNode body = Http.json(health.body());
            assertThat(body.get("health").isTextual()).isTrue();
            assertThat(body.get("health").asText()).isEqualTo("true");
            assertThat(body.get("reason").asText()).isEmpty();
        }
        assertThat(http.get("/health?serializable=true").statusCode()).isEqualTo(200);
        assertThat(http.post("/health", "").statusCode()).isEqualTo(405);
    }

    @Test
    void liveness_and_readiness_have_their_checks() {
        assertThat(http.get("/livez").body()).isEqualTo("ok\n");
        assertThat(http.get("/readyz").body()).isEqualTo("ok\n");
        assertThat(http.get("/livez?verbose").body()).contains("[+]serializable_read ok");
        assertThat(http.get("/readyz?verbose").body())
                .contains("[+]serializable_read ok")
                .contains("[+]linearizable_read ok")
                .contains("[+]data_corruption ok")
                .contains("[+]non_learner ok");
        assertThat(http.get("/readyz/linearizable_read").statusCode()).isEqualTo(200);
        assertThat(http.get("/readyz/nothing").statusCode()).isEqualTo(404);
        assertThat(http.get("/readyz?verbose&exclude=non_learner").body())
                .doesNotContain("[+]non_learner");
    }

    @Test
    void version_is_that_of_etcd() {
        JsonNode version = Http.json(http.get("/version").body());
        assertThat(version.get("etcdserver").asText()).isEqualTo("3.7.3");
        assertThat(version.get("etcdcluster").asText()).isEqualTo("3.7.0");
        assertThat(version.get("storage").asText()).isEqualTo("3.7.0");
    }

    @Test
    void metrics_count_what_happens() {
        double before = metric("etcd_mvcc_put_total");
        cluster.client().kv().put(put("metrics", "v"));
        cluster.client().kv().put(put("metrics", "w"));
        assertThat(metric("etcd_mvcc_put_total")).isGreaterThanOrEqualTo(before + 2);
        assertThat(metric("etcd_server_has_leader")).isEqualTo(1);
        assertThat(metric("etcd_server_version{server_version=\"3.7.3\"}")).isEqualTo(1);
        assertThat((long) metric("etcd_debugging_mvcc_current_revision"))
                .isEqualTo(cluster.client().revision());
        assertThat(metric("etcd_mvcc_db_total_size_in_bytes")).isPositive();
        long leaders =
                cluster.members().stream()
                        .filter(m -> metric(new Http(m), "etcd_server_is_leader") == 1)
                        .count();
        assertThat(leaders).isEqualTo(1);
    }

    private double metric(String series) {
        return metric(http, series);
    }

    private static double metric(Http http, String series) {
        return http.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no series " + series));
    }
}
