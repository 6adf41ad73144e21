package io.metastore.raft;

import java.util.Set;

/**
 * The members that a group has agreed on.
 *
 * @param voters ids of those whose word counts
 * @param learners ids of those who only follow
 */
public record GroupConfiguration(Set<Long> voters, Set<Long> learners) {
    public GroupConfiguration {
        voters = Set.copyOf(voters);
        learners = Set.copyOf(learners);
    }
}
