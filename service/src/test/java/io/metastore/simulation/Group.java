package io.metastore.simulation;

import io.metastore.raft.GroupChange;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongPredicate;

/** Who votes, and who only follows. */
record Group(List<Long> voters, List<Long> learners) {
    Group {
        voters = List.copyOf(voters);
        learners = List.copyOf(learners);
    }

    static Group of(List<Long> voters) {
        return new Group(voters, List.of());
    }

    SortedSet<Long> everybody() {
        SortedSet<Long> all = new TreeSet<>(voters);
        all.addAll(learners);
        return all;
    }

    boolean isVoter(long memberId) {
        return voters.contains(memberId);
    }

    /** The group after a change. */
    Group after(GroupChange change) {
        List<Long> nextVoters = new ArrayList<>(voters);
        List<Long> nextLearners = new ArrayList<>(learners);
        Long id = change.memberId();
        switch (change.kind()) {
            case ADD_LEARNER -> nextLearners.add(id);
            case REMOVE_LEARNER -> nextLearners.remove(id);
            case ADD_VOTER -> nextVoters.add(id);
            case REMOVE_VOTER -> nextVoters.remove(id);
        }
        return new Group(nextVoters, nextLearners);
    }

    boolean isMajority(LongPredicate agrees) {
        long count = voters.stream().filter(agrees::test).count();
        return count > voters.size() / 2;
    }
}
