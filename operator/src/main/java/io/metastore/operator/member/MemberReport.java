package io.metastore.operator.member;

/**
 * What a member says about itself.
 *
 * @param leaderId 0 when it knows of none
 */
public record MemberReport(
        long clusterId,
        long memberId,
        long leaderId,
        boolean learner,
        long appliedIndex,
        long stateBytes,
        String version) {}
