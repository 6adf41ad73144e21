package io.metastore.tests.robustness.nemesis;

/** One way in which a cluster is disturbed. Leaves no disturbance behind when it returns. */
@FunctionalInterface
public interface Fault {
    void strike(Stage stage);
}
