package io.metastore.operator.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A small model of Kubernetes and of members: a stateful set that makes pods and claims, pods that
 * start or do not, and a list of members that changes by majority. Members follow the rules of the
 * real ones: who has served once does not start again without its data, nor after it was removed.
 */
final class SimulatedCluster {
    static final String BROKEN = "broken";

    /** Rounds between the start of a member, which others see, and its first answer. */
    private static final int SILENT_ROUNDS = 2;

    Wanted wanted = new Wanted(3, "t1", false, true, true);
    Optional<Fleet> fleet = Optional.empty();
    Optional<JoinList> joinList = Optional.empty();
    final Map<Integer, SimulatedPod> pods = new TreeMap<>();
    final Map<Integer, SimulatedVolume> volumes = new TreeMap<>();
    final List<SimulatedMember> members = new ArrayList<>();
    long leader;
    private long ids = 100;
    private long lastIndex = 5_000;

    static String url(int ordinal) {
        return "http://pod-" + ordinal + ":2380";
    }

    /** One round of everything that is not the operator. */
    void tick() {
        lastIndex += 10;
        volumes.values().removeIf(v -> v.terminating && !pods.containsKey(v.ordinal));
        fleet.ifPresent(this::keepPods);
        pods.values().forEach(this::run);
        elect();
        if (hasQuorum()) {
            members.stream()
                    .filter(this::isServing)
                    .forEach(
                            m -> {
                                m.started = m.applied > 0;
                                m.applied = Math.min(lastIndex, m.applied + 2_000);
                            });
        }
    }

    private void keepPods(Fleet set) {
        pods.keySet().removeIf(ordinal -> ordinal >= set.replicas());
        for (int ordinal = 0; ordinal < set.replicas(); ordinal++) {
            int place = ordinal;
            SimulatedVolume volume =
                    volumes.computeIfAbsent(place, o -> new SimulatedVolume(o, "v" + ids++));
            if (!volume.terminating && !pods.containsKey(place) && joinList.isPresent()) {
                pods.put(
                        place,
                        new SimulatedPod(place, "p" + ids++, set.template(), joinList.get()));
            }
        }
    }

    private void run(SimulatedPod pod) {
        pod.roundsServed += pod.serving ? 1 : 0;
        pod.serving = pod.serving || starts(pod);
        pod.failed = !pod.serving;
    }

    private boolean starts(SimulatedPod pod) {
        SimulatedVolume volume = volumes.get(pod.ordinal);
        if (pod.template.equals(BROKEN)) {
            return false;
        }
        if (volume.data.isPresent()) {
            return members.stream().anyMatch(m -> m.id == volume.data.getAsLong());
        }
        return pod.told.existing() ? joins(pod, volume) : begins(pod, volume);
    }

    private boolean begins(SimulatedPod pod, SimulatedVolume volume) {
        if (!members.isEmpty()) {
            return false;
        }
        SimulatedMember first = new SimulatedMember(ids++, pod.ordinal, false);
        members.add(first);
        volume.data = OptionalLong.of(first.id);
        return true;
    }

    private boolean joins(SimulatedPod pod, SimulatedVolume volume) {
        Optional<SimulatedMember> self =
                members.stream().filter(m -> m.ordinal == pod.ordinal && !m.started).findFirst();
        if (self.isEmpty() || !hasQuorum() || !pod.told.urls().equals(urls())) {
            return false;
        }
        // It tells its name only when it has caught up a little: see tick.
        volume.data = OptionalLong.of(self.get().id);
        return true;
    }

    SortedSet<String> urls() {
        SortedSet<String> urls = new TreeSet<>();
        members.forEach(m -> urls.add(url(m.ordinal)));
        return urls;
    }

    boolean isServing(SimulatedMember member) {
        SimulatedPod pod = pods.get(member.ordinal);
        SimulatedVolume volume = volumes.get(member.ordinal);
        return pod != null
                && pod.serving
                && volume.data.isPresent()
                && volume.data.getAsLong() == member.id;
    }

    boolean hasQuorum() {
        long voters = members.stream().filter(m -> !m.learner).count();
        long serving = members.stream().filter(m -> !m.learner && isServing(m)).count();
        return voters > 0 && serving >= voters / 2 + 1;
    }

    void elect() {
        boolean leads = members.stream().anyMatch(m -> m.id == leader && isServing(m));
        if (!hasQuorum()) {
            leader = 0;
        } else if (!leads) {
            leader =
                    members.stream()
                            .filter(m -> !m.learner && isServing(m))
                            .max(Comparator.comparingLong(m -> m.applied))
                            .orElseThrow()
                            .id;
        }
    }

    /** What the operator sees when it looks. */
    World look() {
        elect();
        return new World(
                wanted,
                Restore.NotWanted,
                fleet,
                joinList,
                pods.values().stream().map(this::seen).toList(),
                volumes.values().stream()
                        .map(v -> new Volume(v.ordinal, v.uid, v.mark, v.terminating, false, false))
                        .toList(),
                hasQuorum()
                        ? Optional.of(members.stream().map(this::seen).toList())
                        : Optional.empty(),
                SimulatedCluster::url);
    }

    private Pod seen(SimulatedPod pod) {
        Optional<Answer> answer =
                members.stream()
                        .filter(m -> m.ordinal == pod.ordinal && isServing(m))
                        .filter(m -> pod.roundsServed >= SILENT_ROUNDS)
                        .map(m -> new Answer(m.id, leader, m.applied))
                        .findFirst();
        boolean outdated = joinList.filter(pod.told::equals).isEmpty();
        return new Pod(
                pod.ordinal,
                pod.uid,
                pod.template,
                answer.isPresent(),
                false,
                outdated,
                pod.failed,
                answer);
    }

    private Member seen(SimulatedMember member) {
        return new Member(
                member.id, member.ordinal, url(member.ordinal), member.learner, member.started);
    }

    long newId() {
        return ids++;
    }
}
