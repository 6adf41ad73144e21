package io.metastore.tests.junit;

import io.metastore.tests.cluster.Product;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Turns {@link OnCluster} into one invocation for each product and size. */
final class ScenarioProvider implements ClassTemplateInvocationContextProvider {

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public boolean mayReturnZeroClassTemplateInvocationContexts(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<? extends ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(
            ExtensionContext context) {
        OnCluster wanted = context.getRequiredTestClass().getAnnotation(OnCluster.class);
        String scenario = context.getRequiredTestClass().getSimpleName();
        return Product.selected().stream()
                .filter(product -> Arrays.asList(wanted.products()).contains(product))
                .flatMap(
                        product ->
                                Arrays.stream(wanted.members())
                                        .mapToObj(size -> new Scenario(scenario, product, size)));
    }
}
