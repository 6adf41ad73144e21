package io.metastore.tests.cluster;

import io.metastore.tests.client.Await;
import io.metastore.tests.client.Client;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Members that were started together. */
public final class Cluster implements AutoCloseable {
    private static final Duration LEADER_MAX = Duration.ofSeconds(15);

    private final Setup setup;
    private final List<Member> members;
    private final @Nullable Network network;

    Cluster(Setup setup, List<Member> members, @Nullable Network network) {
        this.setup = setup;
        this.members = List.copyOf(members);
        this.network = network;
        if (network != null) {
            members.forEach(network::admit);
        }
    }

    /** What lies between the members, if the cluster was prepared in a network. */
    public Network network() {
        if (network == null) {
            throw new IllegalStateException("the members talk to each other directly");
        }
        return network;
    }

    public Setup setup() {
        return setup;
    }

    public List<Member> members() {
        return members;
    }

    public Member member(int index) {
        return members.get(index);
    }

    /** A client of the first member. */
    public Client client() {
        return member(0).client();
    }

    /** Starts the members that are down and waits until all serve. */
    public void start() {
        members.stream().filter(member -> !member.isAlive()).forEach(Member::start);
        members.forEach(Member::awaitReady);
    }

    /** The living member that leads, as all living ones agree. */
    public Member leader() {
        return Await.present("the members agree on a leader", LEADER_MAX, this::agreed);
    }

    /** The living members that do not lead. */
    public List<Member> followers() {
        Member leader = leader();
        return living().stream().filter(member -> member != leader).toList();
    }

    public List<Member> living() {
        return members.stream().filter(Member::isAlive).toList();
    }

    private Optional<Member> agreed() {
        List<Long> leaders =
                living().stream().map(member -> member.client().leaderId()).distinct().toList();
        return living().stream()
                .filter(member -> leaders.equals(List.of(member.client().memberId())))
                .findFirst();
    }

    /** The ends of all outputs. */
    public String tails() {
        StringBuilder tails = new StringBuilder();
        members.forEach(member -> tails.append(member.log().tail()).append('\n'));
        return tails.toString();
    }

    @Override
    public void close() {
        members.forEach(Member::close);
    }

    @Override
    public String toString() {
        return setup.toString();
    }
}
