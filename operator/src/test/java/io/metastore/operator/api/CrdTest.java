package io.metastore.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.crdv2.generator.CRDGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The committed definitions are those that the classes give. {@code -Dmetastore.crds.write=true}
 * writes them anew.
 */
final class CrdTest {
    private static final Path COMMITTED = Path.of("..", "deploy", "crds");
    @TempDir Path generated;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metastoreclusters.metastore.io-v1.yml",
                "metastorebackups.metastore.io-v1.yml"
            })
    void committed_definition_is_that_of_the_classes(String file) throws IOException {
        new CRDGenerator()
                .customResourceClasses(MetaStoreCluster.class, MetaStoreBackup.class)
                .inOutputDir(generated.toFile())
                .detailedGenerate();
        if (Boolean.getBoolean("metastore.crds.write")) {
            Files.writeString(COMMITTED.resolve(file), Files.readString(generated.resolve(file)));
        }

        assertThat(COMMITTED.resolve(file)).hasSameTextualContentAs(generated.resolve(file));
    }
}
