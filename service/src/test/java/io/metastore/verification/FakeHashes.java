package io.metastore.verification;

import io.metastore.mvcc.HashAnswer;
import io.metastore.mvcc.StoreHash;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Member 1 among members whose hashes the test chooses. */
final class FakeHashes implements ClusterHashes {
    /** Answers to the own computations, in order. */
    final Deque<HashAnswer> own = new ArrayDeque<>();

    final List<StoreHash> compactions = new ArrayList<>();
    final List<PeerHash> peers = new ArrayList<>();
    final Map<Long, List<PeerHash>> peersAtCompactions = new HashMap<>();
    final List<Long> asked = new ArrayList<>();
    final List<Finding> findings = new ArrayList<>();

    static HashAnswer answer(int hash, long compactRevision, long revision) {
        return new HashAnswer(new StoreHash(hash, compactRevision, revision), revision);
    }

    static PeerHash peer(long memberId, int hash, long compactRevision, long revision) {
        return new PeerHash(memberId, answer(hash, compactRevision, revision));
    }

    static PeerHash silent(long memberId) {
        return new PeerHash(memberId, null);
    }

    /** A compaction that this member has finished. */
    void compacted(int hash, long before, long revision, PeerHash... others) {
        compactions.add(0, new StoreHash(hash, before, revision));
        peersAtCompactions.put(revision, List.of(others));
    }

    @Override
    public long memberId() {
        return 1;
    }

    @Override
    public CompletionStage<HashAnswer> computed(long revision) {
        return CompletableFuture.completedFuture(own.size() > 1 ? own.remove() : own.element());
    }

    @Override
    public List<StoreHash> ofCompactionsNewestFirst() {
        return List.copyOf(compactions);
    }

    @Override
    public CompletionStage<List<PeerHash>> computedByPeers(long revision) {
        asked.add(revision);
        return CompletableFuture.completedFuture(List.copyOf(peers));
    }

    @Override
    public CompletionStage<List<PeerHash>> ofCompactionByPeers(long revision) {
        asked.add(revision);
        return CompletableFuture.completedFuture(peersAtCompactions.get(revision));
    }

    @Override
    public CompletionStage<Void> readBarrier() {
        return CompletableFuture.completedFuture(null);
    }

    List<List<Long>> guilty() {
        return findings.stream().map(Finding::guilty).toList();
    }
}
