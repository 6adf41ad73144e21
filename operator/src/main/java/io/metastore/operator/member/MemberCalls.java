package io.metastore.operator.member;

import java.util.List;
import java.util.Optional;

/** What the operator asks of members. Addresses are host:port of a member's client port. */
public interface MemberCalls {
    /** What a member says about itself; empty when it does not answer in time. */
    Optional<MemberReport> report(String address);

    /** The members as a majority agrees on them; empty when the member cannot find out. */
    Optional<List<MemberEntry>> members(String address);

    /**
     * @throws MemberCallException when it was refused or not answered
     */
    void addLearner(String address, String peerUrl);

    /**
     * @throws MemberCallException when it was refused or not answered
     */
    void promote(String address, long memberId);

    /**
     * @throws MemberCallException when it was refused or not answered
     */
    void remove(String address, long memberId);

    /**
     * @param address of the leader
     * @throws MemberCallException when it was refused or not answered
     */
    void moveLeader(String address, long targetId);
}
