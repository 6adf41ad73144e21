package io.metastore.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this build, written into the program when it was built. */
public final class Version {
    /** The etcd release whose behaviour MetaStore has. */
    public static final String ETCD = "3.7.3";

    private Version() {}

    /** Version of MetaStore. */
    public static String metaStore() {
        return build().getProperty("version");
    }

    /**
     * The lines of {@code metastore version}, in the order that harnesses written for etcd read.
     */
    static String text() {
        String commit = build().getProperty("commit");
        // The build leaves the placeholder when nobody told it the commit.
        String sha = commit.startsWith("$") ? "" : "Git SHA: " + commit + "\n";
        return "metastore Version: %s\netcd Version: %s\n%sJava Version: %s\nOS/Arch: %s/%s\n"
                .formatted(
                        metaStore(),
                        ETCD,
                        sha,
                        System.getProperty("java.version"),
                        System.getProperty("os.name").toLowerCase(java.util.Locale.ROOT),
                        System.getProperty("os.arch"));
    }

    private static Properties build() {
        var build = new Properties();
        try (InputStream file = Version.class.getResourceAsStream("build.properties")) {
            build.load(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return build;
    }
}
