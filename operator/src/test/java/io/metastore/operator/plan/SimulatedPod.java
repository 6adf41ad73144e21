package io.metastore.operator.plan;

/** A pod of {@link SimulatedCluster}, and the process in it. */
final class SimulatedPod {
    final int ordinal;
    final String uid;
    final String template;
    final JoinList told;
    boolean serving;
    boolean failed;
    int roundsServed;

    SimulatedPod(int ordinal, String uid, String template, JoinList told) {
        this.ordinal = ordinal;
        this.uid = uid;
        this.template = template;
        this.told = told;
    }
}
