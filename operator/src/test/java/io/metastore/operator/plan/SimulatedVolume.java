package io.metastore.operator.plan;

import java.util.OptionalLong;

/** A claim of {@link SimulatedCluster}, and the member whose data is on it. */
final class SimulatedVolume {
    final int ordinal;
    final String uid;
    OptionalLong data = OptionalLong.empty();
    OptionalLong mark = OptionalLong.empty();
    boolean terminating;

    SimulatedVolume(int ordinal, String uid) {
        this.ordinal = ordinal;
        this.uid = uid;
    }
}
