package io.metastore.http.health;

/** Who counts the outcome of health checks. Any thread; must not block. */
public interface HealthObserver {
    /** {@code /health} was asked. */
    void healthAsked(boolean ok);

    /**
     * A check was run.
     *
     * @param type the endpoint, {@code livez} or {@code readyz}
     */
    void checked(String type, String name, boolean ok);
}
