package io.metastore.cli;

import io.metastore.app.config.NodeConfig;
import java.util.List;
import java.util.Map;

/** Resolves settings from literal sources. */
final class Resolving {
    private Resolving() {}

    static NodeConfig flags(String... flags) {
        return settings(Map.of(), flags).node();
    }

    static ServerSettings settings(Map<String, String> environment, String... flags) {
        return SettingsResolver.resolve(List.of(flags), environment, Map.of());
    }
}
