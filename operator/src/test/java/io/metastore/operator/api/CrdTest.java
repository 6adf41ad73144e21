package io.metastore.operator.api;

import io.fabric8.crdv2.generator.CRDGenerator;
import java.nio.file.*;
import org.junit.jupiter.api.Test;

final class CrdTest {
    @Test
    void x() throws Exception {
        Files.createDirectories(Path.of("/tmp/operator/crd"));
        new CRDGenerator()
                .customResourceClasses(MetaStoreCluster.class)
                .inOutputDir(new java.io.File("/tmp/operator/crd"))
                .detailedGenerate();
    }
}
