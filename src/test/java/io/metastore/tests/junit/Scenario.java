package io.metastore.tests.junit;

import io.metastore.tests.cluster.Product;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.Extension;

/** One scenario class on one product and size. */
record Scenario(String name, Product product, int size) implements ClassTemplateInvocationContext {

    /** The directory of its logs. */
    String directory() {
        return name + "-" + runner();
    }

    /** For example {@code metastore-x3}. */
    String runner() {
        return product.name().toLowerCase(Locale.ROOT) + "-x" + size;
    }

    @Override
    public String getDisplayName(int invocationIndex) {
        return product + " x" + size;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(new ScenarioExtension(this));
    }
}
