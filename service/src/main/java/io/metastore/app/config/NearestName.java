package io.metastore.app.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody probably meant to write. */
public final class NearestName {
    private NearestName() {}

    /** The name with the fewest edits (Wagner and Fischer), if they are few for its length. */
    public static Optional<String> of(String written, Collection<String> names) {
        return names.stream()
                .min(
                        Comparator.comparingInt((String name) -> edits(written, name))
                                .thenComparing(n -> n))
                .filter(name -> edits(written, name) <= Math.max(2, written.length() / 3));
    }

    private static int edits(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int column = 0; column < row.length; column++) {
            row[column] = column;
        }
        for (int line = 1; line <= left.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column < row.length; column++) {
                int above = row[column];
                int change = left.charAt(line - 1) == right.charAt(column - 1) ? 0 : 1;
                row[column] = Math.min(diagonal + change, 1 + Math.min(above, row[column - 1]));
                diagonal = above;
            }
        }
        return row[right.length()];
    }
}
