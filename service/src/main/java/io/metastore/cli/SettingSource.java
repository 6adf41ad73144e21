package io.metastore.cli;

import java.util.List;
import java.util.Map;

/**
 * What one place gives.
 *
 * @param settings by name, in the order found
 * @param warnings what was not understood but does not stop the start
 */
record SettingSource(Map<String, GivenSetting> settings, List<String> warnings) {
    SettingSource {
        settings = Map.copyOf(settings);
        warnings = List.copyOf(warnings);
    }
}
