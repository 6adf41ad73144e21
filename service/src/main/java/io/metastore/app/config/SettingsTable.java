package io.metastore.app.config;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All settings by name, in the order of help and documentation. The one place that knows a name,
 * its default and what it does: command line, environment, file, help and documentation read it.
 */
public final class SettingsTable {
    private static final int COLUMNS = 5;
    private static final Map<String, Setting> BY_NAME = read();

    private SettingsTable() {}

    /** Every setting. */
    public static Collection<Setting> all() {
        return BY_NAME.values();
    }

    /** The setting of that name. */
    public static Optional<Setting> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The setting of that name, which must be one. */
    public static Setting named(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("no setting " + name));
    }

    private static Map<String, Setting> read() {
        Map<String, Setting> settings = new LinkedHashMap<>();
        var topic = Topic.MEMBER;
        for (String line : (ServingRows.ROWS + StartingRows.ROWS).lines().toList()) {
            if (line.startsWith("#")) {
                topic = Topic.valueOf(line.substring(1).trim());
            } else {
                Setting setting = row(topic, line);
                if (settings.put(setting.name(), setting) != null) {
                    throw new IllegalStateException("two rows for " + setting.name());
                }
            }
        }
        return Collections.unmodifiableMap(settings);
    }

    private static Setting row(Topic topic, String line) {
        String[] cells = line.split("\\|", COLUMNS);
        if (cells.length != COLUMNS) {
            throw new IllegalStateException("a row needs " + COLUMNS + " cells: " + line);
        }
        return new Setting(
                cells[0].trim(),
                topic,
                type(cells[1].trim()),
                cells[2].trim(),
                SettingStatus.valueOf(cells[3].trim()),
                cells[4].trim());
    }

    private static ValueType type(String text) {
        String[] words = text.split(" ", -1);
        return switch (words[0]) {
            case "text", "path", "list" -> new ValueType.Text("any " + words[0]);
            case "bool" -> new ValueType.Flag();
            case "duration" -> new ValueType.Span();
            case "urls" -> new ValueType.Urls();
            case "choice" -> new ValueType.Choice(List.of(words[1].split("/", -1)));
            case "int" -> new ValueType.Whole(limit(words, 1), limit(words, 2));
            default -> throw new IllegalStateException("no type " + text);
        };
    }

    private static long limit(String[] words, int position) {
        if (words.length > position) {
            return Long.parseLong(words[position]);
        }
        return position == 1 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
