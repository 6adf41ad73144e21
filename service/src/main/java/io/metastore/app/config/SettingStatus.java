package io.metastore.app.config;

/** What giving a setting does. */
public enum SettingStatus {
    /** The node behaves as the setting says. */
    EFFECTIVE("works"),
    /** Accepted so that command lines written for etcd work; there is nothing here to set. */
    ACCEPTED("accepted, no meaning here"),
    /** Accepted and said in the log: harmless until the feature that needs it exists. */
    LATER("accepted, not yet in effect"),
    /** Stops the start unless it has its default: ignoring it would harm data or secrets. */
    BLOCKED("not available yet, stops the start"),
    /** Gone from etcd 3.7 as well; stops the start whatever its value. */
    REMOVED("removed, stops the start");

    private final String title;

    SettingStatus(String title) {
        this.title = title;
    }

    /** A few words for tables and help. */
    public String title() {
        return title;
    }
}
