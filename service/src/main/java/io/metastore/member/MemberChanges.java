package io.metastore.member;

import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.Member;
import io.metastore.api.etcdserverpb.MemberAddResponse;
import io.metastore.api.etcdserverpb.MemberPromoteResponse;
import io.metastore.api.etcdserverpb.MemberRemoveResponse;
import io.metastore.api.etcdserverpb.MemberUpdateResponse;
import io.metastore.command.MemberAddition;
import io.metastore.command.MemberPromotion;
import io.metastore.command.MemberRemoval;
import io.metastore.command.MemberSurvival;
import io.metastore.command.MemberUpdate;
import io.metastore.engine.WriteBatch;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Changes of the list of members, with etcd's rules and refusals. The list is what the cluster is
 * meant to be; the group that votes follows it. The answers have no header. Apply thread.
 */
public final class MemberChanges {
    private MemberChanges() {}

    /** Adds a member that has not started yet. */
    public static MemberAddResponse add(WriteBatch batch, MemberAddition addition) {
        List<String> urls = addition.getPeerUrlsList();
        long id = MemberIds.addedMemberId(urls, addition.getUnixSeconds());
        if (MemberRows.isRemoved(batch, id)) {
            throw EtcdError.MEMBER_NOT_FOUND.exception();
        }
        List<Member> members = MemberRows.all(batch);
        if (members.stream().anyMatch(member -> member.getID() == id)) {
            throw EtcdError.MEMBER_EXISTS.exception();
        }
        requireUnused(members, urls);
        long learners = members.stream().filter(Member::getIsLearner).count();
        if (addition.getIsLearner() && learners + 1 > addition.getLearnersMax()) {
            throw EtcdError.TOO_MANY_LEARNERS.exception();
        }
        Member member =
                Member.newBuilder()
                        .setID(id)
                        .addAllPeerURLs(urls)
                        .setIsLearner(addition.getIsLearner())
                        .build();
        MemberRows.put(batch, member);
        return MemberAddResponse.newBuilder()
                .setMember(member)
                .addAllMembers(MemberRows.all(batch))
                .build();
    }

    /** Removes a member; its id never comes back. The last voter stays. */
    public static MemberRemoveResponse remove(WriteBatch batch, MemberRemoval removal) {
        long id = removal.getId();
        Member member = existing(batch, id);
        boolean lastVoter =
                MemberRows.all(batch).stream()
                        .noneMatch(other -> !other.getIsLearner() && other.getID() != id);
        if (lastVoter && !member.getIsLearner()) {
            throw EtcdError.MEMBER_NOT_ENOUGH_STARTED.exception();
        }
        MemberRows.remove(batch, id);
        return MemberRemoveResponse.newBuilder().addAllMembers(MemberRows.all(batch)).build();
    }

    /** Gives a member other peer URLs. */
    public static MemberUpdateResponse update(WriteBatch batch, MemberUpdate update) {
        Member member = existing(batch, update.getId());
        List<Member> others =
                MemberRows.all(batch).stream()
                        .filter(other -> other.getID() != update.getId())
                        .toList();
        requireUnused(others, update.getPeerUrlsList());
        MemberRows.put(
                batch,
                member.toBuilder()
                        .clearPeerURLs()
                        .addAllPeerURLs(update.getPeerUrlsList())
                        .build());
        return MemberUpdateResponse.newBuilder().addAllMembers(MemberRows.all(batch)).build();
    }

    /** Makes a learner a voter. */
    public static MemberPromoteResponse promote(WriteBatch batch, MemberPromotion promotion) {
        Member member = existing(batch, promotion.getId());
        if (!member.getIsLearner()) {
            throw EtcdError.MEMBER_NOT_LEARNER.exception();
        }
        MemberRows.put(batch, member.toBuilder().setIsLearner(false).build());
        return MemberPromoteResponse.newBuilder().addAllMembers(MemberRows.all(batch)).build();
    }

    /** Removes everybody but one member, which votes from then on. */
    public static MemberSurvival survive(WriteBatch batch, MemberSurvival survival) {
        long id = survival.getMember().getID();
        Member known = MemberRows.find(batch, id);
        MemberRows.all(batch).stream()
                .map(Member::getID)
                .filter(other -> other != id)
                .forEach(other -> MemberRows.remove(batch, other));
        Member survivor = known == null ? survival.getMember() : known;
        MemberRows.put(batch, survivor.toBuilder().setIsLearner(false).build());
        return survival;
    }

    private static Member existing(WriteBatch batch, long id) {
        Member member = MemberRows.find(batch, id);
        if (member == null) {
            throw EtcdError.MEMBER_NOT_FOUND.exception();
        }
        return member;
    }

    private static void requireUnused(List<Member> members, List<String> urls) {
        Set<String> used = new HashSet<>();
        members.forEach(member -> used.addAll(member.getPeerURLsList()));
        if (urls.stream().anyMatch(used::contains)) {
            throw EtcdError.PEER_URL_EXISTS.exception();
        }
    }
}
