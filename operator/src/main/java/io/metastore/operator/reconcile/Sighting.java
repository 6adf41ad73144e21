package io.metastore.operator.reconcile;

import io.metastore.operator.manifest.Names;
import io.metastore.operator.member.MemberEntry;
import io.metastore.operator.member.MemberReport;
import io.metastore.operator.plan.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One look at a cluster: what the planner sees, and what only the status and the steps need.
 *
 * @param addresses of the client ports of pods that answered, by ordinal
 * @param reports what they answered, by ordinal
 * @param entries the list of members; empty when no majority answered
 */
record Sighting(
        Names names,
        World world,
        Map<Integer, String> addresses,
        Map<Integer, MemberReport> reports,
        Optional<List<MemberEntry>> entries) {

    /** Where changes of the list of members are sent: the leader can carry all of them out. */
    String leaderAddress() {
        return reports.entrySet().stream()
                .filter(report -> report.getValue().memberId() == report.getValue().leaderId())
                .map(report -> addresses.get(report.getKey()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the leader is not known"));
    }
}
