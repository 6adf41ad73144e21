package io.metastore.operator.reconcile;

import io.metastore.operator.api.ClusterStatus;
import io.metastore.operator.api.LastBackup;
import io.metastore.operator.api.MemberStatus;
import io.metastore.operator.api.MetaStoreCluster;
import io.metastore.operator.member.MemberEntry;
import io.metastore.operator.member.MemberReport;
import io.metastore.operator.plan.Member;
import io.metastore.operator.plan.World;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The one place where a status is made. */
@ApplicationScoped
public class StatusFactory {
    private final Clock clock;

    StatusFactory(Clock clock) {
        this.clock = clock;
    }

    ClusterStatus status(
            MetaStoreCluster cluster,
            Sighting sighting,
            Outcome outcome,
            Optional<LastBackup> lastBackup) {
        @Nullable ClusterStatus before = cluster.getStatus();
        Long generation = cluster.getMetadata().getGeneration();
        Conditions conditions =
                new Conditions(clock, before == null ? null : before.conditions(), generation);
        List<MemberStatus> members = members(sighting);
        return new ClusterStatus(
                generation,
                sighting.world().pods().size(),
                (int) members.stream().filter(m -> m.healthy() && !m.learner()).count(),
                sighting.names().selector().entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .sorted()
                        .collect(Collectors.joining(",")),
                clusterId(sighting).orElse(before == null ? null : before.clusterId()),
                oldestVersion(sighting).orElse(null),
                members.stream()
                        .filter(member -> member.role().equals("Leader"))
                        .map(MemberStatus::name)
                        .findFirst()
                        .orElse(null),
                outcome.text(),
                lastBackup.orElse(null),
                members.isEmpty() && before != null ? silent(before) : members,
                conditions.of(outcome, sighting.entries().isPresent()));
    }

    /** Without a majority the members are those that were known last. */
    private static @Nullable List<MemberStatus> silent(ClusterStatus before) {
        return before.members() == null
                ? null
                : before.members().stream()
                        .map(
                                m ->
                                        new MemberStatus(
                                                m.id(),
                                                m.name(),
                                                m.pod(),
                                                "Unknown",
                                                m.learner(),
                                                false,
                                                m.version(),
                                                m.dbSize()))
                        .toList();
    }

    private static Optional<String> clusterId(Sighting sighting) {
        return sighting.reports().values().stream()
                .map(report -> Long.toHexString(report.clusterId()))
                .findFirst();
    }

    private static Optional<String> oldestVersion(Sighting sighting) {
        return sighting.reports().values().stream()
                .map(MemberReport::version)
                .min(Comparator.naturalOrder());
    }

    private static List<MemberStatus> members(Sighting sighting) {
        return sighting.entries().orElse(List.of()).stream()
                .map(entry -> member(sighting, entry))
                .sorted(Comparator.comparing(member -> String.valueOf(member.pod())))
                .toList();
    }

    private static MemberStatus member(Sighting sighting, MemberEntry entry) {
        World world = sighting.world();
        Member member = Seen.member(entry, sighting.names());
        int ordinal = member.ordinal();
        Optional<MemberReport> report =
                Optional.ofNullable(sighting.reports().get(ordinal))
                        .filter(r -> r.memberId() == entry.id());
        boolean healthy = world.isHealthy(member);
        String role =
                entry.learner()
                        ? "Learner"
                        : !healthy ? "Unknown" : world.isLeader(member) ? "Leader" : "Follower";
        return new MemberStatus(
                Long.toHexString(entry.id()),
                entry.name(),
                ordinal == Member.FOREIGN ? null : sighting.names().pod(ordinal),
                role,
                entry.learner(),
                healthy,
                report.map(MemberReport::version).orElse(null),
                report.map(MemberReport::stateBytes).orElse(null));
    }
}
