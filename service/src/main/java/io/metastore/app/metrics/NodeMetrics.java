package io.metastore.app.metrics;

import io.micrometer.core.instrument.MeterRegistry;

/** The figures of this member under the names of etcd. Keep it as long as they shall be seen. */
public final class NodeMetrics {
    /** Where the figures come from. */
    public record Sources(
            MemberFacts facts,
            ConsensusFigures consensus,
            StoreFigures store,
            LeaseFigures leases) {}

    private final Meters meters;

    public NodeMetrics(MeterRegistry registry, Sources sources) {
        meters = new Meters(registry);
        facts(sources.facts());
        leadership(sources.consensus());
        proposals(sources.consensus());
        keys(sources.store());
        space(sources.store());
        watches(sources.store());
        leases(sources.leases());
    }

    private void facts(MemberFacts facts) {
        meters.flag(
                "etcd_server_version",
                "The release this member behaves as.",
                () -> true,
                "server_version",
                facts.serverVersion());
        meters.flag(
                "etcd_cluster_version",
                "The release all members agree on.",
                () -> true,
                "cluster_version",
                facts.clusterVersion());
        meters.flag(
                "etcd_server_id",
                "The ID of this member in hexadecimal.",
                () -> true,
                "server_id",
                Long.toHexString(facts.memberId()));
        for (MemberFacts.Feature feature : facts.features()) {
            meters.flag(
                    "etcd_server_feature_enabled",
                    "Whether a feature gate is on.",
                    feature::enabled,
                    "name",
                    feature.name(),
                    "stage",
                    feature.stage());
        }
    }

    private void leadership(ConsensusFigures consensus) {
        meters.flag("etcd_server_has_leader", "Whether a leader is known.", consensus::hasLeader);
        meters.flag("etcd_server_is_leader", "Whether this member leads.", consensus::isLeader);
        meters.flag(
                "etcd_server_is_learner", "Whether this member has no vote.", consensus::isLearner);
        meters.counter(
                "etcd_server_leader_changes_seen_total",
                "How often a leader was seen to take over.",
                consensus::leaderChangesSeen);
    }

    private void proposals(ConsensusFigures consensus) {
        meters.gauge(
                "etcd_server_proposals_committed_total",
                "The index of the last committed entry.",
                consensus::committedIndex);
        meters.gauge(
                "etcd_server_proposals_applied_total",
                "The index of the last applied entry.",
                consensus::appliedIndex);
        meters.gauge(
                "etcd_server_proposals_pending",
                "Proposals without an outcome so far.",
                consensus::proposalsPending);
        meters.counter(
                "etcd_server_proposals_failed_total",
                "Proposals that failed.",
                consensus::proposalsFailed);
        meters.counter(
                "etcd_server_read_indexes_failed_total",
                "Read barriers that failed.",
                consensus::readIndexesFailed);
        meters.counter(
                "etcd_server_slow_apply_total",
                "Entries that were slow to apply.",
                consensus::slowApplies);
    }

    private void keys(StoreFigures store) {
        meters.counter("etcd_mvcc_put_total", "Puts of this member.", store::puts);
        meters.counter("etcd_mvcc_delete_total", "Deletes of this member.", store::deletes);
        meters.counter("etcd_mvcc_range_total", "Ranges read by this member.", store::ranges);
        meters.counter("etcd_mvcc_txn_total", "Transactions of this member.", store::txns);
        meters.gauge(
                "etcd_debugging_mvcc_current_revision",
                "The current revision.",
                store::currentRevision);
        meters.gauge(
                "etcd_debugging_mvcc_compact_revision",
                "The revision of the last compaction.",
                store::compactRevision);
        meters.gauge("etcd_debugging_mvcc_keys_total", "Keys in the store.", store::keys);
        meters.gauge(
                "etcd_debugging_mvcc_total_put_size_in_bytes",
                "The bytes put so far.",
                store::putBytes);
    }

    private void space(StoreFigures store) {
        meters.gauge(
                "etcd_mvcc_db_total_size_in_bytes", "The size of the store.", store::sizeBytes);
        meters.gauge(
                "etcd_mvcc_db_total_size_in_use_in_bytes",
                "The size of what the store holds.",
                store::sizeInUseBytes);
        meters.gauge(
                "metastore_state_native_memory_bytes",
                "Memory outside the heap for the state; rocksdb-memory-bytes bounds caches and"
                        + " write buffers.",
                store::nativeMemoryBytes);
    }

    private void watches(StoreFigures store) {
        meters.gauge(
                "etcd_debugging_mvcc_watch_stream_total",
                "Open watch streams.",
                store::watchStreams);
        meters.gauge("etcd_debugging_mvcc_watcher_total", "Watchers.", store::watchers);
        meters.gauge(
                "etcd_debugging_mvcc_slow_watcher_total",
                "Watchers behind the current revision.",
                store::slowWatchers);
        meters.gauge(
                "etcd_debugging_mvcc_pending_events_total",
                "Events that wait to be sent.",
                store::pendingEvents);
        meters.counter(
                "etcd_debugging_mvcc_events_total", "Events sent to watchers.", store::events);
    }

    private void leases(LeaseFigures leases) {
        meters.counter("etcd_debugging_lease_granted_total", "Leases granted.", leases::granted);
        meters.counter("etcd_debugging_lease_renewed_total", "Leases renewed.", leases::renewed);
        meters.counter("etcd_debugging_lease_revoked_total", "Leases revoked.", leases::revoked);
        meters.counter(
                "etcd_debugging_server_lease_expired_total", "Leases expired.", leases::expired);
    }
}
