package io.metastore.cli;

import io.metastore.app.config.NearestName;
import io.metastore.app.config.Setting;
import io.metastore.app.config.SettingException;
import io.metastore.app.config.SettingsTable;
import io.metastore.app.config.ValueType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads flags the way Go's flag package does: one or two dashes, {@code --name value} or {@code
 * --name=value}, a switch needs no value and takes one only after {@code =}; the last one wins.
 */
final class Flags {
    private Flags() {}

    /**
     * The settings that the arguments give.
     *
     * @throws SettingException at the first argument that is no flag, or lacks its value
     */
    static SettingSource parse(List<String> arguments) {
        Map<String, GivenSetting> given = new LinkedHashMap<>();
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            GivenSetting flag = next(rest);
            given.put(flag.setting().name(), flag);
        }
        return new SettingSource(given, List.of());
    }

    private static GivenSetting next(Deque<String> rest) {
        String argument = rest.pop();
        String body = withoutDashes(argument);
        int equals = body.indexOf('=');
        String name = equals < 0 ? body : body.substring(0, equals);
        Setting setting = setting(name);
        String origin = "flag --" + name;
        if (equals >= 0) {
            return GivenSetting.of(setting, body.substring(equals + 1), origin);
        }
        if (setting.type() instanceof ValueType.Flag) {
            return GivenSetting.of(setting, "true", origin);
        }
        if (rest.isEmpty()) {
            throw new SettingException(
                    "--%s needs a value: %s".formatted(name, setting.type().allowed()));
        }
        return GivenSetting.of(setting, rest.pop(), origin);
    }

    private static String withoutDashes(String argument) {
        int dashes = argument.startsWith("--") ? 2 : argument.startsWith("-") ? 1 : 0;
        String body = argument.substring(dashes);
        if (dashes == 0 || body.isEmpty() || body.startsWith("-") || body.startsWith("=")) {
            throw new SettingException("\"%s\" is not a valid flag".formatted(argument));
        }
        return body;
    }

    private static Setting setting(String name) {
        if (name.startsWith("experimental-")) {
            throw removed(name);
        }
        return SettingsTable.find(name).orElseThrow(() -> unknown(name));
    }

    private static SettingException removed(String name) {
        String plain = name.substring("experimental-".length());
        String instead =
                SettingsTable.find(plain).isPresent()
                        ? "; use --" + plain
                        : "; it may be a feature gate now, see --feature-gates";
        return new SettingException(
                "--%s was removed in etcd 3.7 like every experimental flag%s"
                        .formatted(name, instead));
    }

    private static SettingException unknown(String name) {
        var names = SettingsTable.all().stream().map(Setting::name).toList();
        String nearest =
                NearestName.of(name, names).map("; did you mean --%s?"::formatted).orElse("");
        return new SettingException(
                "unknown flag --%s%s (metastore server --help lists all)".formatted(name, nearest));
    }
}
