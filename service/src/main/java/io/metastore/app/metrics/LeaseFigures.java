package io.metastore.app.metrics;

/** What is measured of leases. Any thread; answers at once. */
public interface LeaseFigures {
    long granted();

    long renewed();

    long revoked();

    long expired();
}
