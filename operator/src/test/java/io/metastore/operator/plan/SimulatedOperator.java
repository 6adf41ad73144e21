package io.metastore.operator.plan;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Carries steps out on a {@link SimulatedCluster}. */
final class SimulatedOperator {
    private final SimulatedCluster cluster;

    SimulatedOperator(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    void take(Step step) {
        if (!onKubernetes(step)) {
            onMembers(step);
        }
    }

    private boolean onKubernetes(Step step) {
        if (step instanceof Step.Create create) {
            create(create);
        } else if (step instanceof Step.WriteJoinList write) {
            cluster.joinList = Optional.of(write.list());
        } else if (step instanceof Step.CreateVolume create) {
            SimulatedVolume volume = new SimulatedVolume(create.ordinal(), "v" + cluster.newId());
            volume.mark = OptionalLong.of(create.memberId());
            cluster.volumes.putIfAbsent(create.ordinal(), volume);
        } else if (step instanceof Step.MarkVolume mark) {
            cluster.volumes.get(mark.volume().ordinal()).mark = OptionalLong.of(mark.memberId());
        } else if (step instanceof Step.DeleteVolume delete) {
            deleteVolume(delete.volume());
        } else if (step instanceof Step.ApplyTemplate) {
            cluster.fleet =
                    Optional.of(
                            new Fleet(
                                    cluster.fleet.orElseThrow().replicas(),
                                    cluster.wanted.template()));
        } else if (step instanceof Step.SetReplicas set) {
            cluster.fleet =
                    Optional.of(new Fleet(set.replicas(), cluster.fleet.orElseThrow().template()));
        } else if (step instanceof Step.RestartPod restart) {
            deletePod(restart.pod());
        } else {
            return false;
        }
        return true;
    }

    private void create(Step.Create create) {
        if (cluster.joinList.isEmpty()) {
            cluster.joinList =
                    Optional.of(
                            new JoinList(
                                    create.existing(),
                                    IntStream.range(0, create.replicas())
                                            .mapToObj(SimulatedCluster::url)
                                            .collect(Collectors.toCollection(TreeSet::new))));
        }
        cluster.fleet = Optional.of(new Fleet(create.replicas(), cluster.wanted.template()));
    }

    private void deletePod(Pod pod) {
        SimulatedPod present = cluster.pods.get(pod.ordinal());
        if (present != null && present.uid.equals(pod.uid())) {
            cluster.pods.remove(pod.ordinal());
        }
    }

    private void deleteVolume(Volume volume) {
        SimulatedVolume present = cluster.volumes.get(volume.ordinal());
        if (present != null && present.uid.equals(volume.uid())) {
            present.terminating = true;
            cluster.pods.remove(volume.ordinal());
        }
    }

    private void onMembers(Step step) {
        if (!cluster.hasQuorum()) {
            throw new IllegalStateException("no quorum for " + step);
        }
        if (step instanceof Step.AddLearner add) {
            cluster.members.add(new SimulatedMember(cluster.newId(), add.ordinal(), true));
        } else if (step instanceof Step.Promote promote) {
            cluster.members.stream()
                    .filter(m -> m.id == promote.member().id())
                    .forEach(m -> m.learner = false);
        } else if (step instanceof Step.MoveLeader move) {
            cluster.leader = move.to().id();
        } else if (step instanceof Step.RemoveMember remove) {
            cluster.members.removeIf(m -> m.id == remove.member().id());
            SimulatedPod pod = cluster.pods.get(remove.member().ordinal());
            if (pod != null) {
                pod.serving = false;
            }
        } else {
            throw new IllegalStateException("unknown step " + step);
        }
    }
}
