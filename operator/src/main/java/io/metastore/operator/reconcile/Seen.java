package io.metastore.operator.reconcile;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.metastore.operator.manifest.JoinLists;
import io.metastore.operator.manifest.Names;
import io.metastore.operator.member.MemberEntry;
import io.metastore.operator.member.MemberReport;
import io.metastore.operator.plan.Answer;
import io.metastore.operator.plan.JoinList;
import io.metastore.operator.plan.Member;
import io.metastore.operator.plan.Planner;
import io.metastore.operator.plan.Pod;
import io.metastore.operator.plan.Restore;
import io.metastore.operator.plan.Volume;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Turns what Kubernetes and members say into what the planner knows. */
final class Seen {
    /** Ends of a process after which it is taken for one that cannot run. */
    private static final int FAILURES_MIN = 2;

    private Seen() {}

    static JoinList joinList(ConfigMap map) {
        Map<String, String> data = map.getData() == null ? Map.of() : map.getData();
        return new JoinList(
                "existing".equals(data.get(JoinLists.STATE)),
                Arrays.stream(data.getOrDefault(JoinLists.MEMBERS, "").split(",", -1))
                        .filter(member -> member.contains("="))
                        .map(member -> member.substring(member.indexOf('=') + 1))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    static Pod pod(
            int ordinal,
            io.fabric8.kubernetes.api.model.Pod pod,
            Optional<ConfigMap> joinList,
            Optional<MemberReport> report) {
        Map<String, String> annotations = pod.getMetadata().getAnnotations();
        Instant written =
                joinList.map(map -> map.getData().get(JoinLists.WRITTEN))
                        .map(Instant::parse)
                        .orElse(Instant.MIN);
        return new Pod(
                ordinal,
                pod.getMetadata().getUid(),
                annotations == null ? "" : annotations.getOrDefault(Names.TEMPLATE_ANNOTATION, ""),
                isReady(pod),
                pod.getMetadata().getDeletionTimestamp() != null,
                created(pod).isBefore(written),
                hasFailed(pod),
                report.map(r -> new Answer(r.memberId(), r.leaderId(), r.appliedIndex())));
    }

    /** Once may be an accident: whoever has data then goes on with it. */
    private static boolean hasFailed(io.fabric8.kubernetes.api.model.Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .filter(container -> container.getRestartCount() >= FAILURES_MIN)
                .anyMatch(
                        container ->
                                container.getState() != null
                                        && container.getState().getRunning() == null);
    }

    private static boolean isReady(io.fabric8.kubernetes.api.model.Pod pod) {
        return pod.getStatus().getConditions().stream()
                .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
    }

    static Restore restore(Job job) {
        return switch (JobState.of(job)) {
            case RUNNING -> Restore.Running;
            case COMPLETE -> Restore.Done;
            case FAILED -> Restore.Failed;
        };
    }

    /**
     * @param pod the one of this ordinal, which was looked for before the claims
     */
    static Volume volume(
            int ordinal,
            PersistentVolumeClaim claim,
            long bytesWanted,
            Optional<io.fabric8.kubernetes.api.model.Pod> pod) {
        Map<String, String> annotations = claim.getMetadata().getAnnotations();
        String mark = annotations == null ? null : annotations.get(Names.MEMBER_ANNOTATION);
        Quantity asked = claim.getSpec().getResources().getRequests().get("storage");
        return new Volume(
                ordinal,
                claim.getMetadata().getUid(),
                mark == null
                        ? OptionalLong.empty()
                        : OptionalLong.of(Long.parseUnsignedLong(mark, 16)),
                claim.getMetadata().getDeletionTimestamp() != null,
                Quantity.getAmountInBytes(asked).longValue() < bytesWanted,
                pod.filter(p -> created(p).isBefore(created(claim))).isPresent());
    }

    private static Instant created(HasMetadata resource) {
        return Instant.parse(resource.getMetadata().getCreationTimestamp());
    }

    static Member member(MemberEntry entry, Names names) {
        int ordinal =
                IntStream.range(0, Planner.REPLICAS_MAX)
                        .filter(o -> entry.peerUrls().contains(names.peerUrl(o)))
                        .findFirst()
                        .orElse(Member.FOREIGN);
        return new Member(
                entry.id(),
                ordinal,
                String.join(",", entry.peerUrls()),
                entry.learner(),
                !entry.name().isEmpty());
    }

    /** The number behind the last dash of a name that begins like this; empty for other names. */
    static OptionalInt ordinal(String name, String prefix) {
        String rest = name.startsWith(prefix + "-") ? name.substring(prefix.length() + 1) : "";
        return rest.matches("[0-9]{1,4}")
                ? OptionalInt.of(Integer.parseInt(rest))
                : OptionalInt.empty();
    }
}
