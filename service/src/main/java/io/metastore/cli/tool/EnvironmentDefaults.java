package io.metastore.cli.tool;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Takes the options that etcdctl reads from its environment from the same variables: {@code
 * --dial-timeout} is {@code ETCDCTL_DIAL_TIMEOUT}; and those about S3 from the variables of AWS's
 * tools. An option on the command line wins.
 */
public final class EnvironmentDefaults implements IDefaultValueProvider {
    private static final String PREFIX = "ETCDCTL_";

    private static final Set<String> OF_ETCDCTL =
            Set.of(
                    "--endpoints",
                    "--dial-timeout",
                    "--command-timeout",
                    "--keepalive-time",
                    "--keepalive-timeout",
                    "--write-out");

    private static final Map<String, List<String>> OF_AWS =
            Map.of(
                    "--s3-endpoint", List.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"),
                    "--s3-region", List.of("AWS_REGION", "AWS_DEFAULT_REGION"));

    private final Map<String, String> environment;

    public EnvironmentDefaults(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? variables(option.longestName()).stream()
                        .map(variable -> environment.getOrDefault(variable, ""))
                        .filter(value -> !value.isEmpty())
                        .findFirst()
                        .orElse(null)
                : null;
    }

    /** The variables that an option may come from, the first that is set. */
    private static List<String> variables(String option) {
        return OF_ETCDCTL.contains(option)
                ? List.of(PREFIX + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT))
                : OF_AWS.getOrDefault(option, List.of());
    }
}
