package io.metastore.member;

import io.metastore.api.etcdserverpb.Member;
import java.util.List;

/**
 * What one state says of the members and of one of them.
 *
 * @param members all of them, ascending by id
 * @param removed whether the one asked about was a member and has been removed
 */
public record MemberView(List<Member> members, boolean removed) {
    public MemberView {
        members = List.copyOf(members);
    }
}
