package io.metastore.operator.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.metastore.operator.api.MetaStoreBackup;
import io.metastore.operator.api.MetaStoreCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is written to Kubernetes, compared with files. {@code -Dmetastore.golden.write=true} writes
 * them anew; the difference then shows in the version control.
 */
final class ManifestTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
    private static final Images IMAGES = new Images("example.com/metastore", "1.2.3");

    private static final String SMALL =
            """
            metadata: {name: small, namespace: team, uid: 11111111-2222-3333-4444-555555555555}
            spec: {replicas: 3}
            """;

    private static final String LARGE =
            """
            metadata: {name: large, namespace: team, uid: 11111111-2222-3333-4444-555555555555}
            spec:
              replicas: 5
              version: 2.0.0
              quota: 2Gi
              backup: {schedule: 0 3 * * *, claimName: backups}
              restore: {claimName: backups, file: monday.db}
              storage: {engine: rocksdb, size: 50Gi, storageClassName: fast, whenDeleted: Delete}
              resources: {requests: {cpu: 500m, memory: 2Gi}, limits: {memory: 4Gi}}
              options: {snapshot-count: '20000', auto-compaction-retention: 1h}
              pod:
                labels: {team: storage}
                annotations: {note: kept}
                nodeSelector: {disk: ssd}
                tolerations: [{key: storage, operator: Exists}]
                topologySpreadConstraints: []
                priorityClassName: high
                terminationGracePeriodSeconds: 60
                javaOptions: -Xmx2g
                env: [{name: TZ, value: UTC}]
            """;

    private static final String IN_S3 =
            """
            metadata: {name: small, namespace: team, uid: 11111111-2222-3333-4444-555555555555}
            spec:
              replicas: 3
              backup:
                schedule: 0 3 * * *
                s3: {bucket: backups, prefix: team/small, credentialsSecret: s3-credentials}
              restore:
                file: monday.db
                s3:
                  bucket: backups
                  prefix: team/large/
                  endpoint: https://s3.example.com:9000
                  region: eu-central-1
                  forcePathStyle: false
                  credentialsSecret: s3-credentials
              pod: {serviceAccountName: members}
            """;

    static Stream<Arguments> manifests() {
        MetaStoreCluster small = cluster(SMALL);
        MetaStoreCluster large = cluster(LARGE);
        MetaStoreCluster inS3 = cluster(IN_S3);
        Names names = Names.of(small);
        return Stream.of(
                Arguments.of("peer-service", Services.peers(small)),
                Arguments.of("client-service", Services.clients(small)),
                Arguments.of("metrics-service", Services.metrics(small)),
                Arguments.of("disruption-budget", Protections.disruptionBudget(small)),
                Arguments.of("network-policy", Protections.networkPolicy(small)),
                Arguments.of("service-monitor", Monitoring.serviceMonitor(small)),
                Arguments.of(
                        "join-list",
                        JoinLists.of(
                                small,
                                true,
                                List.of(names.peerUrl(0), names.peerUrl(1)),
                                Instant.EPOCH)),
                Arguments.of("restore-job", Restores.job(large, IMAGES)),
                Arguments.of(
                        "backup-job", Backups.job(backup("claimName: backups"), large, IMAGES)),
                Arguments.of(
                        "scheduled-backup",
                        Backups.scheduled(
                                large,
                                "large-20261121-0300",
                                Instant.EPOCH,
                                "large-scheduled-0.db")),
                Arguments.of("restore-job-s3", Restores.job(inS3, IMAGES)),
                Arguments.of(
                        "scheduled-backup-s3",
                        Backups.scheduled(
                                inS3,
                                "small-20261121-0300",
                                Instant.EPOCH,
                                "small-scheduled-0.db")),
                Arguments.of("backup-job-s3", Backups.job(backup(TO_S3), inS3, IMAGES)),
                Arguments.of("claim", StatefulSets.claim(small, 1, 0xabcL)),
                Arguments.of("stateful-set-small", StatefulSets.of(small, IMAGES, 1, "10Gi")),
                Arguments.of("stateful-set-large", StatefulSets.of(large, IMAGES, 5, "50Gi")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("manifests")
    void manifest_is_as_agreed(String name, Object manifest) throws IOException {
        Path golden = GOLDEN.resolve(name + ".yaml");
        String yaml = Serialization.asYaml(manifest);
        if (Boolean.getBoolean("metastore.golden.write")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, yaml);
        }

        assertThat(yaml).isEqualTo(Files.readString(golden));
    }

    @Test
    void pods_are_the_same_as_long_as_nothing_in_their_template_differs() {
        String before = MemberPods.templateId(cluster(SMALL), IMAGES);

        assertThat(MemberPods.templateId(cluster(SMALL.replace("3}", "3, quota: 1Gi}")), IMAGES))
                .as("another quota")
                .isNotEqualTo(before);
        assertThat(MemberPods.templateId(cluster(SMALL.replace("3}", "5}")), IMAGES))
                .as("more replicas")
                .isEqualTo(before);
        assertThat(MemberPods.templateId(cluster(SMALL), new Images("x", "y")))
                .as("another image")
                .isNotEqualTo(before);
    }

    private static final String TO_S3 = "s3: {bucket: backups, region: eu-central-1}";

    private static MetaStoreBackup backup(String place) {
        return Serialization.unmarshal(
                """
                apiVersion: metastore.io/v1alpha1
                kind: MetaStoreBackup
                metadata: {name: monday, namespace: team, uid: 99999999-2222-3333-4444-555555555555}
                spec: {clusterName: large, %s}
                """
                        .formatted(place),
                MetaStoreBackup.class);
    }

    private static MetaStoreCluster cluster(String yaml) {
        return Serialization.unmarshal(
                "apiVersion: metastore.io/v1alpha1\nkind: MetaStoreCluster\n" + yaml,
                MetaStoreCluster.class);
    }
}
