package io.metastore.cli;

import io.metastore.app.config.Setting;
import io.metastore.app.config.SettingException;
import io.metastore.app.config.SettingsTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Decides which source a setting comes from: a configuration file alone, or else flags, then {@code
 * metastore.*} system properties, then {@code METASTORE_*}, then {@code ETCD_*} variables.
 */
final class SettingsResolver {
    private static final String FILE = "config-file";

    private final List<String> warnings = new ArrayList<>();
    private boolean fromFile;

    private SettingsResolver() {}

    /**
     * The settings of a server.
     *
     * @param arguments flags
     * @param environment variables of the process
     * @param properties system properties
     * @throws SettingException at the first setting that cannot be
     */
    static ServerSettings resolve(
            List<String> arguments,
            Map<String, String> environment,
            Map<String, String> properties) {
        var resolver = new SettingsResolver();
        var merged = resolver.merge(arguments, environment, properties);
        merged.values().forEach(resolver::judge);
        var expanded = ShortForms.expand(merged);
        Map<String, String> values = new LinkedHashMap<>();
        expanded.values().forEach(given -> values.put(given.setting().property(), given.value()));
        if (resolver.fromFile) {
            hideOtherSources(values);
        }
        return ServerSettings.of(values, resolver.warnings);
    }

    private Map<String, GivenSetting> merge(
            List<String> arguments,
            Map<String, String> environment,
            Map<String, String> properties) {
        SettingSource flags = Flags.parse(arguments);
        GivenSetting file = flags.settings().get(FILE);
        if (file == null) {
            file = fileVariable(environment);
        }
        if (file != null && !file.value().isEmpty()) {
            fromFile = true;
            return new LinkedHashMap<>(ConfigFile.read(Path.of(file.value())).settings());
        }
        Map<String, GivenSetting> merged = new LinkedHashMap<>();
        SettingSource etcd = Variables.etcd(environment);
        warnings.addAll(etcd.warnings());
        Stream.of(etcd, Variables.own(environment), properties(properties), flags)
                .forEach(source -> merged.putAll(source.settings()));
        merged.values().removeIf(given -> given.value().isEmpty());
        return merged;
    }

    private static GivenSetting fileVariable(Map<String, String> environment) {
        Setting setting = SettingsTable.named(FILE);
        for (String prefix : List.of(Variables.OWN_PREFIX, Variables.ETCD_PREFIX)) {
            String variable = setting.variable(prefix);
            String value = environment.getOrDefault(variable, "");
            if (!value.isEmpty()) {
                return GivenSetting.of(setting, value, "environment variable " + variable);
            }
        }
        return null;
    }

    private static SettingSource properties(Map<String, String> properties) {
        Map<String, GivenSetting> given = new LinkedHashMap<>();
        for (Setting setting : SettingsTable.all()) {
            String value = properties.get(setting.property());
            if (value != null) {
                String origin = "system property " + setting.property();
                given.put(setting.name(), GivenSetting.of(setting, value, origin));
            }
        }
        return new SettingSource(given, List.of());
    }

    private void judge(GivenSetting given) {
        Setting setting = given.setting();
        if (setting.name().equals("feature-gates")) {
            FeatureGates.check(given);
        }
        if (setting.isDefault(given.value())) {
            return;
        }
        switch (setting.status()) {
            case EFFECTIVE -> {}
            case ACCEPTED ->
                    warnings.add(
                            "%s (from %s) has no meaning here: %s"
                                    .formatted(setting.name(), given.origin(), setting.meaning()));
            case LATER ->
                    warnings.add(
                            "%s (from %s) is not in effect in this version"
                                    .formatted(setting.name(), given.origin()));
            case BLOCKED, REMOVED ->
                    throw new SettingException(
                            ("%s (from %s) is not available in this version and cannot be ignored"
                                            + " safely; start without it")
                                    .formatted(setting.name(), given.origin()));
        }
    }

    /** The framework reads variables by itself; a file is said to be the only source. */
    private static void hideOtherSources(Map<String, String> values) {
        for (Setting setting : SettingsTable.all()) {
            boolean derived = setting.defaultText().contains("${") || isAddress(setting.name());
            String value = derived ? "" : setting.type().canonical(setting.defaultText());
            values.putIfAbsent(setting.property(), value);
        }
    }

    /** Whether "not given" differs from "given with the default": the rules tell them apart. */
    private static boolean isAddress(String name) {
        return name.endsWith("-urls");
    }
}
