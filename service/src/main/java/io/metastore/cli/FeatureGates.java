package io.metastore.cli;

import io.metastore.app.config.NearestName;
import io.metastore.app.config.SettingException;
import java.util.List;

/** etcd's feature gates: known ones are accepted, because a wrong name is a mistake to be told. */
final class FeatureGates {
    private static final List<String> KNOWN =
            List.of(
                    "AllAlpha",
                    "AllBeta",
                    "StopGRPCServiceOnDefrag",
                    "InitialCorruptCheck",
                    "CompactHashCheck",
                    "TxnModeWriteWithSharedBuffer",
                    "LeaseCheckpoint",
                    "LeaseCheckpointPersist",
                    "SetMemberLocalAddr",
                    "FastLeaseKeepAlive",
                    "PriorityRequest");

    private FeatureGates() {}

    static void check(GivenSetting gates) {
        for (String gate : gates.value().split(",", -1)) {
            if (!gate.isBlank()) {
                checkOne(gates, gate.trim());
            }
        }
    }

    private static void checkOne(GivenSetting gates, String gate) {
        int equals = gate.indexOf('=');
        String name = equals < 0 ? gate : gate.substring(0, equals);
        if (!KNOWN.contains(name)) {
            String nearest =
                    NearestName.of(name, KNOWN).map("; did you mean %s?"::formatted).orElse("");
            throw new SettingException(
                    "feature-gates: unrecognized feature gate %s (from %s)%s"
                            .formatted(name, gates.origin(), nearest));
        }
        if (equals < 0 || !gate.substring(equals + 1).matches("(?i)true|false|t|f|1|0")) {
            throw new SettingException(
                    "feature-gates: %s (from %s) must be %s=true or %s=false"
                            .formatted(gate, gates.origin(), name, name));
        }
    }
}
