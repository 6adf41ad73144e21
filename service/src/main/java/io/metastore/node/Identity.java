package io.metastore.node;

import io.metastore.api.etcdserverpb.Member;
import io.metastore.command.ClusterBootstrap;
import io.metastore.command.DataOwner;
import io.metastore.member.MemberIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Who this member is and with whom the cluster starts.
 *
 * @param memberId never 0
 * @param name the human name of this member
 * @param clientUrls where clients reach this member
 * @param bootstrapMembers every member the cluster starts with, this one included; when this one
 *     joined a cluster that was running, the members it met
 * @param joined whether it did
 */
public record Identity(
        long clusterId,
        long memberId,
        String name,
        List<String> clientUrls,
        List<Member> bootstrapMembers,
        boolean joined) {
    public Identity {
        clientUrls = List.copyOf(clientUrls);
        bootstrapMembers = List.copyOf(bootstrapMembers);
    }

    /** A member of the cluster's first hour. */
    Identity(
            long clusterId,
            long memberId,
            String name,
            List<String> clientUrls,
            List<Member> bootstrapMembers) {
        this(clusterId, memberId, name, clientUrls, bootstrapMembers, false);
    }

    /**
     * Derives the ids of a cluster that starts with the given members.
     *
     * @param peerUrls peer URLs of each member by its name
     */
    public static Identity derive(
            String name,
            List<String> clientUrls,
            Map<String, List<String>> peerUrls,
            String clusterToken) {
        List<Member> members = new ArrayList<>();
        peerUrls.forEach(
                (memberName, urls) ->
                        members.add(
                                Member.newBuilder()
                                        .setID(MemberIds.memberId(urls, clusterToken))
                                        .setName(memberName)
                                        .addAllPeerURLs(urls.stream().sorted().toList())
                                        .build()));
        long clusterId = MemberIds.clusterId(members.stream().map(Member::getID).toList());
        long memberId =
                members.stream()
                        .filter(member -> member.getName().equals(name))
                        .mapToLong(Member::getID)
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "member " + name + " is not in " + peerUrls));
        return new Identity(clusterId, memberId, name, clientUrls, members);
    }

    /** The identity of a member whose cluster has begun already. */
    public static Identity of(DataOwner owner, String name, List<String> clientUrls) {
        return new Identity(
                owner.getCluster().getClusterId(),
                owner.getMemberId(),
                name,
                clientUrls,
                owner.getCluster().getMembersList(),
                owner.getJoined());
    }

    /** What a data directory is to remember of this. */
    public DataOwner owner() {
        return DataOwner.newBuilder()
                .setMemberId(memberId)
                .setJoined(joined)
                .setCluster(
                        ClusterBootstrap.newBuilder()
                                .setClusterId(clusterId)
                                .addAllMembers(bootstrapMembers))
                .build();
    }
}
