package io.metastore.operator.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A settled cluster, and what a test changes about it. Member {@code n} has the id {@code 100+n}.
 */
final class Scene {
    private static final long INDEX = 50_000;

    private Restore restore = Restore.NotWanted;
    private Wanted wanted;
    private Optional<Fleet> fleet;
    private Optional<JoinList> joinList;
    private List<Pod> pods = new ArrayList<>();
    private List<Volume> volumes = new ArrayList<>();
    private Optional<List<Member>> members;

    private Scene(int size) {
        wanted = new Wanted(size, "t", false, true, true);
        fleet = Optional.of(new Fleet(size, "t"));
        List<Member> all = new ArrayList<>();
        for (int ordinal = 0; ordinal < size; ordinal++) {
            pods.add(serving(ordinal, "t", INDEX));
            volumes.add(volume(ordinal, OptionalLong.of(id(ordinal)), false));
            all.add(new Member(id(ordinal), ordinal, url(ordinal), false, true));
        }
        members = Optional.of(all);
        joinList = Optional.of(new JoinList(true, urls(size)));
    }

    /** A cluster that has nothing left to do; member 0 leads. */
    static Scene settled(int size) {
        return new Scene(size);
    }

    static long id(int ordinal) {
        return 100L + ordinal;
    }

    static String url(int ordinal) {
        return SimulatedCluster.url(ordinal);
    }

    private static SortedSet<String> urls(int size) {
        return IntStream.range(0, size)
                .mapToObj(Scene::url)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Pod serving(int ordinal, String template, long index) {
        Answer answer = new Answer(id(ordinal), id(0), index);
        return new Pod(
                ordinal, "p" + ordinal, template, true, false, false, false, Optional.of(answer));
    }

    private static Volume volume(int ordinal, OptionalLong memberId, boolean terminating) {
        return new Volume(ordinal, "v" + ordinal, memberId, terminating, false, false);
    }

    Scene wants(Wanted other) {
        wanted = other;
        return this;
    }

    Scene restore(Restore state) {
        restore = state;
        return this;
    }

    Scene wantsReplicas(int replicas) {
        return wants(
                new Wanted(
                        replicas,
                        wanted.template(),
                        wanted.paused(),
                        wanted.rolls(),
                        wanted.deletesVolumes()));
    }

    Scene wantsTemplate(String template) {
        fleet = fleet.map(set -> new Fleet(set.replicas(), template));
        return wants(new Wanted(wanted.replicas(), template, false, wanted.rolls(), true));
    }

    Scene withoutFleet() {
        fleet = Optional.empty();
        pods = new ArrayList<>();
        members = Optional.empty();
        return this;
    }

    Scene withReplicas(int replicas) {
        fleet = fleet.map(set -> new Fleet(replicas, set.template()));
        return this;
    }

    Scene withoutVolumes() {
        volumes = new ArrayList<>();
        return this;
    }

    Scene withoutJoinList() {
        joinList = Optional.empty();
        return this;
    }

    Scene withoutQuorum() {
        members = Optional.empty();
        return this;
    }

    /** Its pod neither answers nor is ready. */
    Scene down(int ordinal) {
        return replace(
                ordinal,
                pod ->
                        new Pod(
                                ordinal,
                                pod.uid(),
                                pod.template(),
                                false,
                                false,
                                pod.outdated(),
                                false,
                                Optional.empty()));
    }

    Scene pod(int ordinal, String template) {
        return replace(ordinal, pod -> serving(ordinal, template, INDEX));
    }

    Scene behind(int ordinal) {
        return replace(
                ordinal,
                pod -> serving(ordinal, pod.template(), INDEX - Planner.LAG_ENTRIES_MAX - 1));
    }

    private Scene replace(int ordinal, UnaryOperator<Pod> change) {
        pods = pods.stream().map(p -> p.ordinal() == ordinal ? change.apply(p) : p).toList();
        return this;
    }

    Scene volumeOf(int ordinal, OptionalLong memberId) {
        return replace(volume(ordinal, memberId, false));
    }

    /** It was made anew, with no mark, after its pod was seen. */
    Scene newVolumeOf(int ordinal) {
        return replace(new Volume(ordinal, "new", OptionalLong.empty(), false, false, true));
    }

    private Scene replace(Volume volume) {
        volumes = volumes.stream().map(v -> v.ordinal() == volume.ordinal() ? volume : v).toList();
        return this;
    }

    Scene withoutMember(int ordinal) {
        members = members.map(all -> all.stream().filter(m -> m.ordinal() != ordinal).toList());
        joinList =
                joinList.map(
                        list -> {
                            TreeSet<String> rest = new TreeSet<>(list.urls());
                            rest.remove(url(ordinal));
                            return new JoinList(true, rest);
                        });
        return this;
    }

    Scene learner(int ordinal, boolean started) {
        members =
                members.map(
                        all ->
                                all.stream()
                                        .map(
                                                m ->
                                                        m.ordinal() == ordinal
                                                                ? new Member(
                                                                        m.id(),
                                                                        ordinal,
                                                                        m.peerUrl(),
                                                                        true,
                                                                        started)
                                                                : m)
                                        .toList());
        return this;
    }

    Decision next() {
        return Planner.next(
                new World(wanted, restore, fleet, joinList, pods, volumes, members, Scene::url));
    }
}
