package io.metastore.cli.bench;

/** The unit in which latencies are told; they are measured in nanoseconds. */
final class Millis {
    private static final double NANOS = 1e6;

    private Millis() {}

    static double of(double nanos) {
        return nanos / NANOS;
    }
}
