package io.metastore.tests.junit;

import io.metastore.tests.cluster.Product;
import io.metastore.tests.cluster.Setup;
import io.metastore.tests.cluster.Storage;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Turns {@link OnCluster} into one invocation for each kind of cluster. */
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
                .flatMap(product -> setups(product, wanted))
                .distinct()
                .filter(setup -> setup.storage().isSelected())
                .map(setup -> new Scenario(scenario, setup));
    }

    private static Stream<Setup> setups(Product product, OnCluster wanted) {
        Storage[] storages =
                product == Product.ETCD ? new Storage[] {Storage.BBOLT} : wanted.storages();
        return Arrays.stream(wanted.members())
                .boxed()
                .flatMap(
                        size ->
                                Arrays.stream(storages)
                                        .map(storage -> new Setup(product, storage, size)));
    }
}
