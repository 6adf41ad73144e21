package io.metastore.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may know what. */
@AnalyzeClasses(
        packages = "io.metastore.operator",
        importOptions = ImportOption.DoNotIncludeTests.class)
final class LayersTest {
    @ArchTest
    static final ArchRule planner_is_plain_java =
            noClasses()
                    .that()
                    .resideInAPackage("..operator.plan..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.fabric8..",
                            "io.grpc..",
                            "io.quarkus..",
                            "jakarta..",
                            "java.time..",
                            "java.util.concurrent..");

    @ArchTest
    static final ArchRule plans_of_backups_are_plain_java =
            noClasses()
                    .that()
                    .resideInAPackage("..operator.backup..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.fabric8..", "io.grpc..", "io.quarkus..", "jakarta..")
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.time.Clock");

    @ArchTest
    static final ArchRule manifests_talk_to_nobody =
            noClasses()
                    .that()
                    .resideInAPackage("..operator.manifest..")
                    .should()
                    .dependOnClassesThat()
                    .haveNameMatching(".*\\.KubernetesClient|.*\\.Clock");

    @ArchTest
    static final ArchRule only_the_reconciler_knows_the_frameworks =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..operator.reconcile..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.javaoperatorsdk..", "io.quarkus..", "jakarta..");

    @ArchTest
    static final ArchRule packages_are_free_of_cycles =
            slices().matching("io.metastore.operator.(*)..").should().beFreeOfCycles();

    private LayersTest() {}
}
