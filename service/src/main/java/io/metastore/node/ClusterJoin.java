package io.metastore.node;

import com.google.protobuf.InvalidProtocolBufferException;
import io.metastore.api.etcdserverpb.Member;
import io.metastore.peer.ClusterAnswer;
import io.metastore.peer.ClusterRequest;
import io.metastore.peer.PeerQuestion;
import io.metastore.raft.Peer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * What a process without data finds out from the members of a running cluster: who it is when it
 * joins them, or that it must not begin anew. Blocks while it asks; used once, before the start.
 */
public final class ClusterJoin {
    /** Rounds of questions before joining is given up. */
    public static final int ROUNDS_MAX = 20;

    private static final byte[] QUESTION =
            PeerQuestion.newBuilder()
                    .setCluster(ClusterRequest.getDefaultInstance())
                    .build()
                    .toByteArray();

    private final String name;
    private final List<String> clientUrls;
    private final Map<String, List<String>> peerUrls;
    private final BiFunction<Peer, byte[], Optional<byte[]>> ask;

    /**
     * @param name of this member, one of those in {@code peerUrls}
     * @param peerUrls peer URLs of each member by its name, as this member was told them
     * @param ask asks whoever is at an address; empty when there is no answer
     */
    public ClusterJoin(
            String name,
            List<String> clientUrls,
            Map<String, List<String>> peerUrls,
            BiFunction<Peer, byte[], Optional<byte[]>> ask) {
        this.name = name;
        this.clientUrls = List.copyOf(clientUrls);
        this.peerUrls = Map.copyOf(peerUrls);
        this.ask = ask;
    }

    /**
     * Who this member is in the cluster that the others belong to.
     *
     * @param pause called between two rounds of questions
     * @throws IllegalStateException when nobody answers or what they say does not fit
     */
    public Identity join(Runnable pause) {
        String trouble = "";
        for (int round = 0; round < ROUNDS_MAX; round++) {
            if (round > 0) {
                pause.run();
            }
            Optional<ClusterAnswer> cluster = firstAnswer();
            if (cluster.isEmpty()) {
                trouble =
                        "cannot fetch cluster info from peer urls: could not retrieve cluster"
                                + " information from the given URLs";
                continue;
            }
            // The one who answered may not have applied yet that this member was added.
            trouble = mismatch(cluster.get().getMembersList());
            if (trouble.isEmpty()) {
                return identity(cluster.get());
            }
        }
        throw new IllegalStateException(trouble);
    }

    /** Refuses to begin anew as a member that the others know to have begun already. */
    public void requireNew(long memberId) {
        boolean known =
                firstAnswer().stream()
                        .flatMap(cluster -> cluster.getMembersList().stream())
                        .anyMatch(
                                member ->
                                        member.getID() == memberId
                                                && member.getClientURLsCount() > 0);
        if (known) {
            throw bootstrapped(memberId);
        }
    }

    private Optional<ClusterAnswer> firstAnswer() {
        return peerUrls.entrySet().stream()
                .filter(member -> !member.getKey().equals(name))
                .flatMap(member -> member.getValue().stream().sorted())
                .map(url -> Member.newBuilder().addPeerURLs(url).build())
                .flatMap(member -> ask.apply(PeerUrls.peer(member), QUESTION).stream())
                .map(ClusterJoin::parse)
                .filter(cluster -> cluster.getMembersCount() > 0)
                .findFirst();
    }

    /** Why the members do not fit what this one was told; empty when they do. */
    private String mismatch(List<Member> members) {
        String prefix =
                "error validating peerURLs "
                        + members.stream()
                                .map(Member::getPeerURLsList)
                                .flatMap(List::stream)
                                .toList()
                        + ": ";
        if (members.size() != peerUrls.size()) {
            return prefix + "member count is unequal";
        }
        Set<Set<String>> told =
                peerUrls.values().stream()
                        .map(HashSet::new)
                        .collect(Collectors.toUnmodifiableSet());
        return members.stream()
                .filter(member -> !told.contains(new HashSet<>(member.getPeerURLsList())))
                .findFirst()
                .map(
                        member ->
                                "%sPeerURLs: no match found for existing member (%x, %s)"
                                        .formatted(
                                                prefix, member.getID(), member.getPeerURLsList()))
                .orElse("");
    }

    private Identity identity(ClusterAnswer cluster) {
        Set<String> own = new HashSet<>(peerUrls.getOrDefault(name, List.of()));
        Member self =
                cluster.getMembersList().stream()
                        .filter(member -> own.equals(new HashSet<>(member.getPeerURLsList())))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "no member of the cluster has the URLs " + own));
        // Its data is gone. Under its old id it could vote twice and forget what it has promised.
        if (StartedMembers.hasStarted(self)) {
            throw bootstrapped(self.getID());
        }
        return new Identity(
                cluster.getClusterId(),
                self.getID(),
                name,
                clientUrls,
                cluster.getMembersList(),
                true);
    }

    private static IllegalStateException bootstrapped(long memberId) {
        return new IllegalStateException(
                ("member %x has already been bootstrapped; its data is missing here. Remove it from"
                                + " the cluster and add it again to get a new one")
                        .formatted(memberId));
    }

    private static ClusterAnswer parse(byte[] answer) {
        try {
            return ClusterAnswer.parseFrom(answer);
        } catch (InvalidProtocolBufferException e) {
            return ClusterAnswer.getDefaultInstance();
        }
    }
}
