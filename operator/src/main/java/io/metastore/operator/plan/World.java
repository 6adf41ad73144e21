package io.metastore.operator.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Everything that was seen in one look.
 *
 * @param restore matters only as long as there is no cluster
 * @param fleet empty as long as there is no stateful set
 * @param joinList empty as long as it was never written
 * @param members as a majority agreed on them; empty when no majority answered
 * @param peerUrl of the pod with an ordinal
 */
public record World(
        Wanted wanted,
        Restore restore,
        Optional<Fleet> fleet,
        Optional<JoinList> joinList,
        List<Pod> pods,
        List<Volume> volumes,
        Optional<List<Member>> members,
        IntFunction<String> peerUrl) {

    public World {
        pods = pods.stream().sorted(Comparator.comparingInt(Pod::ordinal)).toList();
        volumes = volumes.stream().sorted(Comparator.comparingInt(Volume::ordinal)).toList();
        members =
                members.map(
                        all ->
                                all.stream()
                                        .sorted(Comparator.comparingInt(Member::ordinal))
                                        .toList());
    }

    /** How many pods it takes so that every member of the list has one. */
    int podsOfMembers() {
        return memberList().stream().mapToInt(Member::ordinal).max().orElse(0) + 1;
    }

    int replicas() {
        return fleet.map(Fleet::replicas).orElse(0);
    }

    Optional<Pod> pod(int ordinal) {
        return pods.stream().filter(pod -> pod.ordinal() == ordinal).findFirst();
    }

    Optional<Volume> volume(int ordinal) {
        return volumes.stream().filter(volume -> volume.ordinal() == ordinal).findFirst();
    }

    public List<Member> memberList() {
        return members.orElse(List.of());
    }

    Optional<Member> member(int ordinal) {
        return memberList().stream().filter(member -> member.ordinal() == ordinal).findFirst();
    }

    List<Member> voters() {
        return memberList().stream().filter(Member::isVoter).toList();
    }

    /** What the member's own pod says about it. */
    Optional<Answer> answer(Member member) {
        return pod(member.ordinal())
                .flatMap(Pod::answer)
                .filter(answer -> answer.memberId() == member.id());
    }

    /** Whether a member answers and knows a leader. */
    public boolean isHealthy(Member member) {
        return answer(member).filter(answer -> answer.leaderId() != 0).isPresent();
    }

    /** The member that leads according to itself. */
    Optional<Member> leader() {
        return voters().stream()
                .filter(
                        member ->
                                answer(member)
                                        .filter(answer -> answer.leaderId() == member.id())
                                        .isPresent())
                .findFirst();
    }

    /** Whether it is the member that leads. */
    public boolean isLeader(Member member) {
        return leader().filter(member::equals).isPresent();
    }

    /** Whether a member has applied nearly all that the leader has. */
    boolean isInStep(Member member) {
        Optional<Long> own = answer(member).map(Answer::appliedIndex);
        Optional<Long> first = leader().flatMap(this::answer).map(Answer::appliedIndex);
        return own.isPresent()
                && first.isPresent()
                && first.get() - own.get() <= Planner.LAG_ENTRIES_MAX;
    }

    SortedSet<String> urlsBelow(int replicas) {
        return IntStream.range(0, replicas)
                .mapToObj(peerUrl)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    boolean hasCurrentTemplate(Pod pod) {
        return pod.template().equals(wanted.template());
    }
}
