package io.metastore.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.crdv2.generator.CRDGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The committed definitions are those that the classes give. {@code -Dmetastore.crds.write=true}
 * writes them anew.
 */
final class CrdTest {
    private static final Path COMMITTED = Path.of("..", "deploy", "crds");
    private static final String CLUSTERS = "metastoreclusters.metastore.io-v1.yml";

    @TempDir Path generated;

    @Test
    void committed_definition_is_that_of_the_classes() throws IOException {
        new CRDGenerator()
                .customResourceClasses(MetaStoreCluster.class)
                .inOutputDir(generated.toFile())
                .detailedGenerate();
        if (Boolean.getBoolean("metastore.crds.write")) {
            Files.writeString(
                    COMMITTED.resolve(CLUSTERS), Files.readString(generated.resolve(CLUSTERS)));
        }

        assertThat(COMMITTED.resolve(CLUSTERS))
                .hasSameTextualContentAs(generated.resolve(CLUSTERS));
    }
}
