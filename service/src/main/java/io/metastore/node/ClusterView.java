package io.metastore.node;

import io.metastore.api.etcdserverpb.Member;
import io.metastore.member.MemberStore;
import io.metastore.member.MemberView;
import java.util.List;

/**
 * The members as applied here, kept at hand because many ask. Until the state holds any, they are
 * the members this one was started with. The apply thread refreshes it, any thread reads it.
 */
public final class ClusterView {
    private final Identity identity;
    private final MemberStore store;
    private volatile MemberView view;

    ClusterView(Identity identity, MemberStore store) {
        this.identity = identity;
        this.store = store;
        this.view = read();
    }

    /** Takes up what has been applied. */
    void refresh() {
        view = read();
    }

    private MemberView read() {
        MemberView applied = store.view(identity.memberId());
        return applied.members().isEmpty()
                ? new MemberView(identity.bootstrapMembers(), false)
                : applied;
    }

    /** All members, ascending by id. */
    public List<Member> members() {
        return view.members();
    }

    /** The members whose vote is meant to count. */
    List<Member> voters() {
        return members().stream().filter(member -> !member.getIsLearner()).toList();
    }

    /** The members but this one. */
    List<Member> others() {
        return members().stream().filter(member -> member.getID() != identity.memberId()).toList();
    }

    List<Long> memberIds() {
        return members().stream().map(Member::getID).toList();
    }

    /** Whether this member only learns. */
    public boolean isLearner() {
        return members().stream()
                .anyMatch(member -> member.getID() == identity.memberId() && member.getIsLearner());
    }

    /** Whether this member has been removed from the list for good. */
    boolean isRemoved() {
        return view.removed();
    }
}
