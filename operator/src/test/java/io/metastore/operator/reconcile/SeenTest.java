package io.metastore.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.metastore.operator.manifest.JoinLists;
import io.metastore.operator.manifest.Names;
import io.metastore.operator.member.MemberEntry;
import io.metastore.operator.plan.Member;
import io.metastore.operator.plan.Restore;
import io.metastore.operator.plan.Volume;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SeenTest {
    private static final Names NAMES = new Names("team", "demo");

    @Test
    void members_belong_to_the_pod_that_their_url_names() {
        assertThat(member("http://demo-2.demo-peers.team.svc:2380").ordinal()).isEqualTo(2);
        assertThat(member("http://demo-2.demo-peers.other.svc:2380").ordinal())
                .isEqualTo(Member.FOREIGN);
    }

    private static Member member(String url) {
        return Seen.member(new MemberEntry(7, "", List.of(url), true), NAMES);
    }

    @Test
    void pods_of_clusters_whose_names_begin_alike_are_told_apart() {
        assertThat(Seen.ordinal("demo-2", "demo")).hasValue(2);
        assertThat(Seen.ordinal("demo-two-2", "demo")).isEmpty();
        assertThat(Seen.ordinal("demo-restore-x7f", "demo")).isEmpty();
    }

    @Test
    void a_pod_is_outdated_when_it_is_older_than_the_join_list() {
        assertThat(pod("2026-01-01T00:00:05Z").outdated()).isFalse();
        assertThat(pod("2026-01-01T00:00:04Z").outdated()).isTrue();
    }

    private static io.metastore.operator.plan.Pod pod(String created) {
        Pod pod =
                Serialization.unmarshal(
                        """
                        metadata: {uid: u, creationTimestamp: "%s", annotations: {metastore.io/template: t}}
                        status:
                          conditions: [{type: Ready, status: "True"}]
                          containerStatuses: [{name: m, restartCount: 2, state: {waiting: {}}}]
                        """
                                .formatted(created),
                        Pod.class);
        ConfigMap list = new ConfigMap();
        list.setData(Map.of(JoinLists.WRITTEN, "2026-01-01T00:00:05Z"));
        io.metastore.operator.plan.Pod seen = Seen.pod(0, pod, Optional.of(list), Optional.empty());
        assertThat(seen.ready()).isTrue();
        assertThat(seen.failed()).isTrue();
        assertThat(seen.template()).isEqualTo("t");
        return seen;
    }

    @Test
    void a_claim_made_after_the_pod_is_not_the_one_it_serves_from() {
        Pod pod =
                new PodBuilder()
                        .withNewMetadata()
                        .withCreationTimestamp("2026-01-01T00:00:05Z")
                        .endMetadata()
                        .build();

        assertThat(volume("2026-01-01T00:00:06Z", Optional.of(pod)).younger()).isTrue();
        assertThat(volume("2026-01-01T00:00:05Z", Optional.of(pod)).younger()).isFalse();
        assertThat(volume("2026-01-01T00:00:06Z", Optional.empty()).younger()).isFalse();
    }

    private static Volume volume(String created, Optional<Pod> pod) {
        PersistentVolumeClaim claim =
                Serialization.unmarshal(
                        """
                        metadata: {uid: u, creationTimestamp: "%s"}
                        spec: {resources: {requests: {storage: 1Gi}}}
                        """
                                .formatted(created),
                        PersistentVolumeClaim.class);
        return Seen.volume(0, claim, 1, pod);
    }

    @Test
    void a_restore_has_ended_when_its_job_says_so() {
        assertThat(restore("{}")).isEqualTo(Restore.Running);
        assertThat(restore("{conditions: [{type: Complete, status: 'True'}]}"))
                .isEqualTo(Restore.Done);
        assertThat(restore("{conditions: [{type: Failed, status: 'True'}]}"))
                .isEqualTo(Restore.Failed);
        assertThat(restore("{conditions: [{type: Suspended, status: 'True'}]}"))
                .isEqualTo(Restore.Running);
    }

    private static Restore restore(String status) {
        return Seen.restore(Serialization.unmarshal("status: " + status, Job.class));
    }
}
