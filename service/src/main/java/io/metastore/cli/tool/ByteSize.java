package io.metastore.cli.tool;

import java.util.Locale;

/** Sizes as etcd's tools print them: powers of 1000, two digits. */
final class ByteSize {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    private static final int STEP = 1000;
    private static final int SMALL = 10;

    private ByteSize() {}

    static String text(long bytes) {
        if (bytes < SMALL) {
            return bytes + " B";
        }
        int unit = 0;
        double size = bytes;
        // What would be rounded up to a thousand belongs to the next unit.
        while (size >= STEP - 0.5 && unit < UNITS.length - 1) {
            size /= STEP;
            unit++;
        }
        String form = size < SMALL && unit > 0 ? "%.1f %s" : "%.0f %s";
        return String.format(Locale.ROOT, form, size, UNITS[unit]);
    }
}
