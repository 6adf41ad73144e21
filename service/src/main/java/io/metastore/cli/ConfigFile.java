package io.metastore.cli;

import io.metastore.app.config.NearestName;
import io.metastore.app.config.Setting;
import io.metastore.app.config.SettingException;
import io.metastore.app.config.SettingsTable;
import io.metastore.app.config.ValueType;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * etcd's configuration file: YAML or JSON, the keys are flag names, durations are whole
 * nanoseconds, TLS is in two sections. Here durations with a unit are read as well.
 */
final class ConfigFile {
    private static final int FILE_BYTES_MAX = 1024 * 1024;
    private static final Map<String, String> SECTIONS =
            Map.of("client-transport-security", "", "peer-transport-security", "peer-");

    /** Names of the sections that differ from the flags'. */
    private static final Map<String, String> RENAMED =
            Map.of(
                    "allowed-cn", "cert-allowed-cn",
                    "allowed-cns", "cert-allowed-cn",
                    "allowed-hostname", "cert-allowed-hostname",
                    "allowed-hostnames", "cert-allowed-hostname",
                    "skip-client-san-verification", "skip-client-san-verification");

    private final Path file;
    private final Map<String, GivenSetting> given = new LinkedHashMap<>();

    private ConfigFile(Path file) {
        this.file = file;
    }

    /**
     * The settings in a file.
     *
     * @throws SettingException naming file and key when it cannot be read or understood
     */
    static SettingSource read(Path file) {
        var reading = new ConfigFile(file);
        reading.load().forEach((key, value) -> reading.entry(String.valueOf(key), value));
        return new SettingSource(reading.given, List.of());
    }

    private Map<?, ?> load() {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setCodePointLimit(FILE_BYTES_MAX);
        try (Reader reader = Files.newBufferedReader(file)) {
            Object root = new Yaml(new SafeConstructor(options)).load(reader);
            if (root == null) {
                return Map.of();
            }
            if (root instanceof Map<?, ?> entries) {
                return entries;
            }
            throw new SettingException(
                    "%s: it must have lines like \"name: node1\"".formatted(file));
        } catch (IOException unreadable) {
            throw new SettingException(
                    "config-file: cannot read %s: %s".formatted(file, reason(unreadable)));
        } catch (YAMLException malformed) {
            throw new SettingException(
                    "config-file: %s is no valid YAML: %s".formatted(file, malformed.getMessage()));
        }
    }

    private static String reason(IOException unreadable) {
        return unreadable instanceof java.nio.file.NoSuchFileException
                ? "there is no such file"
                : unreadable.toString();
    }

    private void entry(String key, Object value) {
        String prefix = SECTIONS.get(key);
        if (prefix == null) {
            put(key, key, value);
        } else if (value instanceof Map<?, ?> section) {
            section.forEach((name, each) -> sectionEntry(key, prefix, String.valueOf(name), each));
        } else if (value != null) {
            throw new SettingException(
                    "%s: %s must be a section with keys of its own".formatted(file, key));
        }
    }

    private void sectionEntry(String section, String prefix, String name, Object value) {
        String plain = RENAMED.getOrDefault(name, name);
        boolean clientName = prefix.isEmpty() && name.startsWith("allowed-hostname");
        put(section + "." + name, (clientName ? "client-" : prefix) + plain, value);
    }

    private void put(String key, String name, Object value) {
        Setting setting = SettingsTable.find(name).orElseThrow(() -> unknown(key));
        if (name.equals("config-file")) {
            throw unknown(key);
        }
        if (value != null) {
            String origin = "key %s in %s".formatted(key, file);
            given.put(name, GivenSetting.of(setting, text(setting, value), origin));
        }
    }

    private static String text(Setting setting, Object value) {
        if (setting.type() instanceof ValueType.Span && value instanceof Number nanos) {
            return Duration.ofNanos(nanos.longValue()).toString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .collect(Collectors.joining(","));
        }
        return String.valueOf(value);
    }

    private SettingException unknown(String key) {
        var names = SettingsTable.all().stream().map(Setting::name).toList();
        String nearest =
                NearestName.of(key.substring(key.lastIndexOf('.') + 1), names)
                        .map("; did you mean %s?"::formatted)
                        .orElse("");
        return new SettingException("%s: unknown key %s%s".formatted(file, key, nearest));
    }
}
