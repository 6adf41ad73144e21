package io.metastore.operator.reconcile;

import io.fabric8.kubernetes.api.model.Pod;
import io.metastore.operator.manifest.Ports;
import io.metastore.operator.member.MemberCalls;
import io.metastore.operator.member.MemberEntry;
import io.metastore.operator.member.MemberReport;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Asks the members in pods, all at the same time. */
@ApplicationScoped
public class PodReports {
    /** Questions under way at once, over all clusters; more wait. */
    private static final int QUESTIONS_MAX = 32;

    private final MemberCalls calls;
    private final ExecutorService threads = Executors.newFixedThreadPool(QUESTIONS_MAX);

    PodReports(MemberCalls calls) {
        this.calls = calls;
    }

    /** What the pods that run answer, by ordinal. */
    Map<Integer, MemberReport> ask(Map<Integer, String> addresses) {
        Map<Integer, CompletableFuture<Optional<MemberReport>>> asked = new TreeMap<>();
        addresses.forEach(
                (ordinal, address) ->
                        asked.put(
                                ordinal,
                                CompletableFuture.supplyAsync(
                                        () -> calls.report(address), threads)));
        Map<Integer, MemberReport> reports = new TreeMap<>();
        asked.forEach(
                (ordinal, answer) ->
                        answer.join().ifPresent(report -> reports.put(ordinal, report)));
        return reports;
    }

    /** The members as a majority agrees on them, from whoever knows a leader; it is asked first. */
    Optional<List<MemberEntry>> members(
            Map<Integer, String> addresses, Map<Integer, MemberReport> reports) {
        return reports.entrySet().stream()
                .filter(report -> report.getValue().leaderId() != 0)
                .sorted(
                        Comparator.comparing(
                                report ->
                                        report.getValue().leaderId()
                                                != report.getValue().memberId()))
                .map(report -> addresses.get(report.getKey()))
                .flatMap(address -> calls.members(address).stream())
                .findFirst();
    }

    /** The client port of a pod that runs. */
    static Optional<String> address(Pod pod) {
        return Optional.ofNullable(pod.getStatus().getPodIP())
                .filter(ip -> pod.getMetadata().getDeletionTimestamp() == null)
                .map(ip -> (ip.contains(":") ? "[" + ip + "]" : ip) + ":" + Ports.CLIENT);
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
