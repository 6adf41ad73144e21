package io.metastore.cli.tool;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Takes the options that etcdctl reads from its environment from the same variables: {@code
 * --dial-timeout} is {@code ETCDCTL_DIAL_TIMEOUT}. An option on the command line wins.
 */
public final class EnvironmentDefaults implements IDefaultValueProvider {
    private static final String PREFIX = "ETCDCTL_";

    private static final Set<String> OPTIONS =
            Set.of(
                    "--endpoints",
                    "--dial-timeout",
                    "--command-timeout",
                    "--keepalive-time",
                    "--keepalive-timeout",
                    "--write-out");

    private final Map<String, String> environment;

    public EnvironmentDefaults(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (argument instanceof OptionSpec option && OPTIONS.contains(option.longestName())) {
            String value = environment.get(variable(option.longestName()));
            return value == null || value.isEmpty() ? null : value;
        }
        return null;
    }

    private static String variable(String option) {
        return PREFIX + option.substring(2).replace('-', '_').toUpperCase(java.util.Locale.ROOT);
    }
}
