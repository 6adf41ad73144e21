package io.metastore.app.config;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which of etcd's feature gates were set. Their names have been checked where they were given. */
final class FeatureGateList {
    /** Sets every gate of the alpha stage that is not named itself. */
    private static final String ALL_ALPHA = "AllAlpha";

    private static final Set<String> TRUE = Set.of("true", "t", "1");

    private final Map<String, Boolean> given;

    private FeatureGateList(Map<String, Boolean> given) {
        this.given = Map.copyOf(given);
    }

    /** Reads {@code Name=true,Other=false}; a later one of the same name counts. */
    static FeatureGateList parse(String text) {
        Map<String, Boolean> given = new HashMap<>();
        for (String gate : text.split(",", -1)) {
            int equals = gate.indexOf('=');
            if (equals > 0) {
                String value = gate.substring(equals + 1).trim().toLowerCase(Locale.ROOT);
                given.put(gate.substring(0, equals).trim(), TRUE.contains(value));
            }
        }
        return new FeatureGateList(given);
    }

    /** Whether a gate of the alpha stage is on. */
    boolean isOn(String name, boolean byDefault) {
        return given.getOrDefault(name, given.getOrDefault(ALL_ALPHA, byDefault));
    }
}
