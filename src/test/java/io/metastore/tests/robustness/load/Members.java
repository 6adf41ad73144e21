package io.metastore.tests.robustness.load;

import io.metastore.tests.cluster.Member;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** Whom clients may talk to; may change while they do. Safe for use by many threads. */
public final class Members {
    private final List<Member> members;

    public Members(List<Member> members) {
        this.members = new CopyOnWriteArrayList<>(members);
    }

    Member any(Random random) {
        List<Member> now = List.copyOf(members);
        return now.get(random.nextInt(now.size()));
    }

    public List<Member> now() {
        return List.copyOf(members);
    }

    public void add(Member member) {
        members.add(member);
    }

    public void remove(Member member) {
        members.remove(member);
    }
}
