package io.metastore.app.config;

/** The groups that help and documentation show the settings in. */
public enum Topic {
    MEMBER("Member"),
    CLUSTER("Cluster"),
    SHORT_FORMS("Short forms (MetaStore's own)"),
    LIMITS("Limits and connections"),
    HISTORY("History, watch and checks"),
    HTTP("HTTP and metrics"),
    LOGGING("Logging and tracing"),
    SECURITY("Transport security"),
    AUTH("Users and tokens"),
    DISCOVERY("Discovery"),
    TUNING("etcd's storage and transport"),
    UNSAFE("Unsafe");

    private final String title;

    Topic(String title) {
        this.title = title;
    }

    /** Heading of the group. */
    public String title() {
        return title;
    }
}
