package io.metastore.tests.junit;

import io.metastore.tests.cluster.Setup;
import java.util.List;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.Extension;

/** One scenario class on one kind of cluster. */
record Scenario(String name, Setup setup) implements ClassTemplateInvocationContext {

    /** The directory of its logs. */
    String directory() {
        return name + "-" + runner();
    }

    /** For example {@code metastore-rocksdb-x3}. */
    String runner() {
        return setup.directory();
    }

    @Override
    public String getDisplayName(int invocationIndex) {
        return setup.toString();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(new ScenarioExtension(this));
    }
}
