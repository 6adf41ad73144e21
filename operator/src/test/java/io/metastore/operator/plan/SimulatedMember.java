package io.metastore.operator.plan;

/** An entry in the list of members of {@link SimulatedCluster}. */
final class SimulatedMember {
    final long id;
    final int ordinal;
    boolean learner;
    boolean started;
    long applied;

    SimulatedMember(long id, int ordinal, boolean learner) {
        this.id = id;
        this.ordinal = ordinal;
        this.learner = learner;
    }
}
