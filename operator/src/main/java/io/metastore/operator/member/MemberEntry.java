package io.metastore.operator.member;

import java.util.List;

/**
 * An entry in the list of members.
 *
 * @param name empty until the member has started for the first time
 */
public record MemberEntry(long id, String name, List<String> peerUrls, boolean learner) {
    public MemberEntry {
        peerUrls = List.copyOf(peerUrls);
    }
}
