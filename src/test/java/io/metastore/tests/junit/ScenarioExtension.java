package io.metastore.tests.junit;

import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Launcher;
import io.metastore.tests.cluster.Member;
import org.junit.jupiter.api.extension.AfterClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/** Gives a scenario its clusters, shows their output when it fails and ends them. */
final class ScenarioExtension
        implements ParameterResolver, TestWatcher, AfterClassTemplateInvocationCallback {
    private static final Namespace NAMESPACE = Namespace.create(ScenarioExtension.class);

    private final Scenario scenario;
    private final Launcher own;

    ScenarioExtension(Scenario scenario) {
        this.scenario = scenario;
        this.own = new Launcher(scenario.setup(), scenario.directory());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Cluster.class || type == Launcher.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Launcher.class ? own : shared(context);
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        System.out.println(context.getDisplayName() + " failed on " + scenario.runner());
        System.out.println(own.tails() + sharedTails(context));
    }

    @Override
    public void afterClassTemplateInvocation(ExtensionContext context) {
        own.close();
    }

    private Cluster shared(ExtensionContext context) {
        Store store = context.getRoot().getStore(NAMESPACE);
        Shared shared = store.get(scenario.runner(), Shared.class);
        if (shared == null || !shared.isWhole()) {
            // A scenario that broke the last one must not fail those that follow it.
            if (shared != null) {
                shared.close();
            }
            shared = startShared(store);
            store.put(scenario.runner(), shared);
        }
        return shared.cluster();
    }

    private Shared startShared(Store store) {
        String failureKey = scenario.runner() + " does not start";
        Throwable failure = store.get(failureKey, Throwable.class);
        if (failure != null) {
            throw new IllegalStateException(failureKey, failure);
        }
        Launcher launcher = new Launcher(scenario.setup(), "shared-" + scenario.runner());
        try {
            return new Shared(launcher, launcher.start());
        } catch (RuntimeException | AssertionError e) {
            launcher.close();
            store.put(failureKey, e);
            throw e;
        }
    }

    private String sharedTails(ExtensionContext context) {
        Shared shared = context.getRoot().getStore(NAMESPACE).get(scenario.runner(), Shared.class);
        return shared == null ? "" : shared.cluster().tails();
    }

    /** A cluster that lives until the last test has run. */
    private record Shared(Launcher launcher, Cluster cluster) implements AutoCloseable {
        boolean isWhole() {
            return cluster.members().stream().allMatch(Member::isAlive);
        }

        @Override
        public void close() {
            launcher.close();
        }
    }
}
