package io.metastore.operator.manifest;

/** Ports of a member, the same in every pod. */
public final class Ports {
    public static final int CLIENT = 2379;
    public static final int PEER = 2380;

    /** Metrics and health, apart from the clients, so that probes need no certificate. */
    public static final int METRICS = 2381;

    private Ports() {}
}
