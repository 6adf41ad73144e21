package io.metastore.app.config;

import java.util.Locale;

/**
 * One row of the settings table.
 *
 * @param name the flag without dashes, also the key in a configuration file
 * @param topic group in help and documentation
 * @param type what its values look like
 * @param defaultText the value when nothing is given, as a user would write it
 * @param status what giving it does
 * @param meaning one sentence
 */
public record Setting(
        String name,
        Topic topic,
        ValueType type,
        String defaultText,
        SettingStatus status,
        String meaning) {

    /** Whether etcd does not know it, so that there is no {@code ETCD_} variable for it. */
    public boolean own() {
        return topic == Topic.SHORT_FORMS;
    }

    /** Name of the environment variable with that prefix, such as {@code ETCD_DATA_DIR}. */
    public String variable(String prefix) {
        return prefix + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** Name in the configuration of the program, such as {@code metastore.data-dir}. */
    public String property() {
        return "metastore." + name;
    }

    /** Whether a value in canonical form is the one that holds without giving it. */
    public boolean isDefault(String canonical) {
        return canonical.isEmpty() || canonical.equals(type.canonical(defaultText));
    }
}
