package io.metastore.node;

import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.Member;
import java.util.List;
import java.util.Optional;

/**
 * What etcd refuses before a change of members is proposed, so that the change cannot cost the
 * cluster its majority. Any thread.
 */
final class MemberChecks {
    private final long self;
    private final ClusterView cluster;
    private final Contacts contacts;
    private final ReconfigurationRules rules;

    MemberChecks(long self, ClusterView cluster, Contacts contacts, ReconfigurationRules rules) {
        this.self = self;
        this.cluster = cluster;
        this.contacts = contacts;
        this.rules = rules;
    }

    int learnersMax() {
        return rules.learnersMax();
    }

    /** Refuses a further member while others are missing. */
    void addition(boolean learner) {
        if (!rules.strict()) {
            return;
        }
        List<Member> voters = cluster.voters();
        if (!learner && !StartedMembers.allowAddition(voters)) {
            throw EtcdError.MEMBER_NOT_ENOUGH_STARTED.exception();
        }
        if (healthy(voters) < voters.size()) {
            throw EtcdError.UNHEALTHY.exception();
        }
    }

    /** Refuses to let a voter go whom the rest needs; a learner, or one that is down, may go. */
    void removal(long id) {
        if (!rules.strict()) {
            return;
        }
        Optional<Member> member =
                cluster.members().stream().filter(one -> one.getID() == id).findFirst();
        if (member.isPresent() && member.get().getIsLearner()) {
            return;
        }
        List<Member> voters = cluster.voters();
        if (!StartedMembers.allowRemoval(voters, id)) {
            throw EtcdError.MEMBER_NOT_ENOUGH_STARTED.exception();
        }
        boolean down = id != self && !contacts.isActive(id);
        if (!down && !StartedMembers.isMajority(healthy(voters) - 1, voters.size() - 1)) {
            throw EtcdError.UNHEALTHY.exception();
        }
    }

    private long healthy(List<Member> voters) {
        return voters.stream()
                .filter(voter -> voter.getID() == self || contacts.isHealthy(voter.getID()))
                .count();
    }
}
