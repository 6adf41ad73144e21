package io.metastore.app;

import io.metastore.app.config.MetaStoreConfig;
import io.metastore.app.config.NodeConfig;
import io.metastore.app.config.NodeConfigMapping;
import io.metastore.app.metrics.NodeHistograms;
import io.metastore.datadir.MemberFiles;
import io.metastore.engine.Engine;
import io.metastore.engine.SnapshotFileFormat;
import io.metastore.engine.StateStorage;
import io.metastore.engine.memory.MemoryEngine;
import io.metastore.engine.rocksdb.RocksDbEngine;
import io.metastore.node.BackupService;
import io.metastore.node.ClusterService;
import io.metastore.node.ClusterView;
import io.metastore.node.HashService;
import io.metastore.node.KvService;
import io.metastore.node.LeaderMoves;
import io.metastore.node.Leadership;
import io.metastore.node.LeaseService;
import io.metastore.node.MaintenanceService;
import io.metastore.node.Node;
import io.metastore.node.NodeDurations;
import io.metastore.node.NodeSettings;
import io.metastore.raft.JRaftConsensus;
import io.metastore.watch.WatchHub;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Makes the node and hands out its use cases as beans: the one place where core objects are made.
 */
@Singleton
final class NodeProducer {
    @Produces
    @Singleton
    NodeConfig config(MetaStoreConfig config) {
        return NodeConfigMapping.from(config);
    }

    @Produces
    @Singleton
    NodeSettings settings(NodeConfig config) {
        // Without data there is nothing to go on with; a new cluster must not fall apart.
        boolean alone = config.cluster().alone() && MemberIdentity.isRemembered(config);
        return NodeSettingsMapping.from(config, MemberIdentity.of(config), alone);
    }

    @Produces
    @Singleton
    Node node(NodeConfig node, NodeSettings settings, NodeHistograms histograms) {
        return new Node(
                settings,
                storage(node.member()),
                (config, machine, handler) ->
                        new JRaftConsensus(config, machine, handler, histograms.walFsync()),
                new NodeDurations(
                        histograms.backendCommit(),
                        histograms.snapshotSave(),
                        histograms.backendDefragment(),
                        histograms.hash(),
                        histograms.hashRevision()),
                new LoggedEvents(node));
    }

    private static StateStorage storage(NodeConfig.Member member) {
        return switch (member.storage()) {
            case MEMORY -> {
                Engine engine = new MemoryEngine();
                yield new StateStorage(
                        engine, SnapshotFileFormat.writer(engine), true, MemberFiles.SNAPSHOTS);
            }
            case ROCKSDB -> {
                RocksDbEngine engine =
                        RocksDbEngine.open(
                                member.dataDirectory().resolve("member").resolve("state"),
                                member.rocksDbMemoryBytes(),
                                MemberFiles.SUMMARY);
                yield new StateStorage(engine, engine.snapshots(), false, MemberFiles.SNAPSHOTS);
            }
        };
    }

    void close(@Disposes Node node) {
        node.close();
    }

    @Produces
    @Singleton
    KvService kv(Node node) {
        return node.kv();
    }

    @Produces
    @Singleton
    LeaseService leases(Node node) {
        return node.leaseService();
    }

    @Produces
    @Singleton
    ClusterService cluster(Node node) {
        return node.cluster();
    }

    @Produces
    @Singleton
    LeaderMoves leaderMoves(Node node) {
        return node.leaderMoves();
    }

    @Produces
    @Singleton
    ClusterView clusterView(Node node) {
        return node.clusterView();
    }

    @Produces
    @Singleton
    MaintenanceService maintenance(Node node) {
        return node.maintenance();
    }

    @Produces
    @Singleton
    BackupService backups(Node node) {
        return node.upkeep().backups();
    }

    @Produces
    @Singleton
    HashService hashes(Node node) {
        return node.upkeep().hashes();
    }

    @Produces
    @Singleton
    WatchHub watches(Node node) {
        return node.watches();
    }

    @Produces
    @Singleton
    Leadership leadership(Node node) {
        return node.leadership();
    }
}
