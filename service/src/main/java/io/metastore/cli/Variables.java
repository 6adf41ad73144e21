package io.metastore.cli;

import io.metastore.app.config.NearestName;
import io.metastore.app.config.Setting;
import io.metastore.app.config.SettingException;
import io.metastore.app.config.SettingsTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Settings from environment variables; an empty variable counts as not set, as in etcd. */
final class Variables {
    static final String OWN_PREFIX = "METASTORE_";
    static final String ETCD_PREFIX = "ETCD_";

    /** Kubernetes describes a service called "metastore" or "etcd" to every pod in this way. */
    private static final Pattern KUBERNETES =
            Pattern.compile(
                    "(.*_)?(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT_\\d+_(TCP|UDP|SCTP)(_.*)?)");

    private static final Pattern KUBERNETES_PORT = Pattern.compile("(tcp|udp|sctp)://.*");

    /** Read by the launcher script. */
    private static final String LAUNCHER = "METASTORE_JAVA_OPTS";

    private Variables() {}

    /** The {@code METASTORE_*} variables; one that is no setting stops the start. */
    static SettingSource own(Map<String, String> environment) {
        Map<String, Setting> settings = byVariable(OWN_PREFIX, setting -> true);
        Map<String, GivenSetting> given = new LinkedHashMap<>();
        relevant(environment, OWN_PREFIX)
                .forEach(
                        (variable, value) -> {
                            Setting setting =
                                    Optional.ofNullable(settings.get(variable))
                                            .orElseThrow(() -> unknown(variable, settings));
                            given.put(setting.name(), of(setting, variable, value));
                        });
        return new SettingSource(given, List.of());
    }

    /** The {@code ETCD_*} variables; one that is no setting is a warning. */
    static SettingSource etcd(Map<String, String> environment) {
        Map<String, Setting> settings = byVariable(ETCD_PREFIX, setting -> !setting.own());
        Map<String, GivenSetting> given = new LinkedHashMap<>();
        List<String> warnings = new ArrayList<>();
        relevant(environment, ETCD_PREFIX)
                .forEach(
                        (variable, value) -> {
                            Setting setting = settings.get(variable);
                            if (setting == null) {
                                warnings.add("unrecognized environment variable " + variable);
                            } else {
                                given.put(setting.name(), of(setting, variable, value));
                            }
                        });
        return new SettingSource(given, warnings);
    }

    private static GivenSetting of(Setting setting, String variable, String value) {
        return GivenSetting.of(setting, value, "environment variable " + variable);
    }

    private static Map<String, String> relevant(Map<String, String> environment, String prefix) {
        Map<String, String> relevant = new TreeMap<>();
        environment.forEach(
                (variable, value) -> {
                    boolean ours = variable.startsWith(prefix) && !variable.equals(LAUNCHER);
                    boolean kubernetes =
                            KUBERNETES.matcher(variable).matches()
                                    || (variable.endsWith("_PORT")
                                            && KUBERNETES_PORT.matcher(value).matches());
                    if (ours && !kubernetes && !value.isEmpty()) {
                        relevant.put(variable, value);
                    }
                });
        return relevant;
    }

    private static Map<String, Setting> byVariable(
            String prefix, java.util.function.Predicate<Setting> which) {
        return SettingsTable.all().stream()
                .filter(which)
                .collect(Collectors.toMap(s -> s.variable(prefix), Function.identity()));
    }

    private static SettingException unknown(String variable, Map<String, Setting> settings) {
        String nearest =
                NearestName.of(variable, settings.keySet())
                        .map("; did you mean %s?"::formatted)
                        .orElse("");
        return new SettingException(
                "unknown environment variable %s%s".formatted(variable, nearest));
    }
}
