package io.metastore.simulation;

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

    boolean isMajority(LongPredicate agrees) {
        long count = voters.stream().filter(agrees::test).count();
        return count > voters.size() / 2;
    }
}
