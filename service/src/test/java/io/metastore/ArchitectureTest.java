package io.metastore;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The structure of the service, as docs/ARCHITECTURE.md draws it. */
@AnalyzeClasses(packages = "io.metastore", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule arrows_point_down =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("app")
                    .definedBy("io.metastore.app..")
                    .layer("cli")
                    .definedBy("io.metastore.cli..")
                    .layer("grpc")
                    .definedBy("io.metastore.grpc..")
                    .layer("http")
                    .definedBy("io.metastore.http..")
                    .layer("node")
                    .definedBy("io.metastore.node..")
                    .layer("raft")
                    .definedBy("io.metastore.raft..")
                    .layer("apply")
                    .definedBy("io.metastore.apply..")
                    .layer("watch")
                    .definedBy("io.metastore.watch..")
                    .layer("mvcc")
                    .definedBy("io.metastore.mvcc..")
                    .layer("lease")
                    .definedBy("io.metastore.lease..")
                    .layer("member")
                    .definedBy("io.metastore.member..")
                    .layer("alarm")
                    .definedBy("io.metastore.alarm..")
                    .layer("verification")
                    .definedBy("io.metastore.verification..")
                    .layer("engine")
                    .definedBy("io.metastore.engine..")
                    .layer("disk")
                    .definedBy("io.metastore.disk..")
                    .layer("datadir")
                    .definedBy("io.metastore.datadir..")
                    .layer("backup")
                    .definedBy("io.metastore.backup..")
                    .layer("s3")
                    .definedBy("io.metastore.s3..")
                    .layer("bbolt")
                    .definedBy("io.metastore.bbolt..")
                    .whereLayer("app")
                    .mayOnlyBeAccessedByLayers("cli")
                    .whereLayer("cli")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("grpc")
                    .mayOnlyBeAccessedByLayers("app", "http")
                    .whereLayer("http")
                    .mayOnlyBeAccessedByLayers("app")
                    .whereLayer("node")
                    .mayOnlyBeAccessedByLayers("app", "grpc", "http", "datadir")
                    .whereLayer("raft")
                    .mayOnlyBeAccessedByLayers("node", "app", "datadir")
                    .whereLayer("apply")
                    .mayOnlyBeAccessedByLayers("node")
                    .whereLayer("watch")
                    .mayOnlyBeAccessedByLayers("node", "grpc", "app")
                    .whereLayer("mvcc")
                    .mayOnlyBeAccessedByLayers("node", "apply", "backup", "datadir", "verification")
                    .whereLayer("verification")
                    .mayOnlyBeAccessedByLayers("node", "app")
                    .whereLayer("lease")
                    .mayOnlyBeAccessedByLayers("node", "apply", "backup", "datadir")
                    .whereLayer("member")
                    .mayOnlyBeAccessedByLayers("node", "apply", "backup", "datadir")
                    .whereLayer("alarm")
                    .mayOnlyBeAccessedByLayers("node", "apply", "backup")
                    .whereLayer("engine")
                    .mayOnlyBeAccessedByLayers(
                            "app", "node", "apply", "mvcc", "lease", "member", "alarm", "backup",
                            "datadir")
                    .whereLayer("disk")
                    .mayOnlyBeAccessedByLayers("raft", "engine", "datadir", "cli")
                    .whereLayer("datadir")
                    .mayOnlyBeAccessedByLayers("app", "cli")
                    .whereLayer("backup")
                    .mayOnlyBeAccessedByLayers("node", "cli", "app", "datadir")
                    .whereLayer("s3")
                    .mayOnlyBeAccessedByLayers("cli")
                    .whereLayer("bbolt")
                    .mayOnlyBeAccessedByLayers("backup");

    @ArchTest
    static final ArchRule frameworks_stay_at_the_edges =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "io.metastore.node..",
                            "io.metastore.raft..",
                            "io.metastore.apply..",
                            "io.metastore.watch..",
                            "io.metastore.mvcc..",
                            "io.metastore.lease..",
                            "io.metastore.member..",
                            "io.metastore.alarm..",
                            "io.metastore.engine..",
                            "io.metastore.backup..",
                            "io.metastore.bbolt..",
                            "io.metastore.disk..",
                            "io.metastore.s3..",
                            "io.metastore.datadir..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.quarkus..", "jakarta..", "io.vertx..", "io.grpc..");

    @ArchTest
    static final ArchRule bbolt_knows_rows_and_pages_only =
            noClasses()
                    .that()
                    .resideInAPackage("io.metastore.bbolt..")
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("io.metastore..")
                                    .and(resideOutsideOfPackage("io.metastore.bbolt..")));

    @ArchTest
    static final ArchRule s3_knows_objects_only =
            noClasses()
                    .that()
                    .resideInAPackage("io.metastore.s3..")
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("io.metastore..")
                                    .and(resideOutsideOfPackage("io.metastore.s3..")));

    @ArchTest
    static final ArchRule only_s3_names_its_library =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.metastore.s3..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("software.amazon..");

    @ArchTest
    static final ArchRule only_raft_names_the_consensus_library =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.metastore.raft..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.alipay..");

    @ArchTest
    static final ArchRule only_storage_names_rocksdb =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("io.metastore.raft..", "io.metastore.engine.rocksdb..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.rocksdb..");

    @ArchTest
    static final ArchRule replicated_state_reads_no_clock_and_draws_no_lots =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "io.metastore.apply..",
                            "io.metastore.mvcc..",
                            "io.metastore.lease..",
                            "io.metastore.member..",
                            "io.metastore.alarm..")
                    .should()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.time..", "java.util.random..")
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.util.Random")
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.security.SecureRandom");

    @ArchTest
    static final ArchRule tools_know_nothing_of_the_bench =
            noClasses()
                    .that()
                    .resideInAPackage("io.metastore.cli.tool..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.metastore.cli.bench..");

    @ArchTest
    static final ArchRule the_bench_knows_the_wire_alone =
            noClasses()
                    .that()
                    .resideInAPackage("io.metastore.cli.bench..")
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("io.metastore..")
                                    .and(
                                            resideOutsideOfPackages(
                                                    "io.metastore.cli..", "io.metastore.api..")));

    @ArchTest
    static final ArchRule packages_do_not_depend_on_each_other_in_circles =
            slices().matching("io.metastore.(*)..").should().beFreeOfCycles();
}
