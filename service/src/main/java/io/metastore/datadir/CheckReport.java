package io.metastore.datadir;

import java.nio.file.Path;
import java.util.List;

/**
 * What a check has found, part by part.
 *
 * @param parts in the order they were looked at
 */
public record CheckReport(List<Part> parts) {
    public CheckReport {
        parts = List.copyOf(parts);
    }

    /**
     * One file or directory, or what is written in it.
     *
     * @param name what it is to a member
     * @param facts what it holds, in a few words; empty when it cannot be read
     * @param problems sentences; empty when it is good
     */
    public record Part(String name, Path path, String facts, List<String> problems) {
        public Part {
            problems = List.copyOf(problems);
        }
    }

    public boolean isGood() {
        return parts.stream().allMatch(part -> part.problems().isEmpty());
    }
}
