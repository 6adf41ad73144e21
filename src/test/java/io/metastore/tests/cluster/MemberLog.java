package io.metastore.tests.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The output of a member over all its starts, in one file. */
public final class MemberLog {
    private static final int TAIL_LINES = 25;
    private static final int TAIL_LINE_CHARS = 300;

    private final Path path;
    private int mark;

    MemberLog(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** Remembers the present end of the output. */
    void mark() {
        mark = read().length();
    }

    /** What was written since the last start. */
    public String sinceMark() {
        return read().substring(mark);
    }

    /** The last lines, for people. */
    public String tail() {
        List<String> lines = read().lines().map(MemberLog::cut).toList();
        List<String> last = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
        return "--- end of " + path + "\n" + String.join("\n", last) + "\n---";
    }

    private static String cut(String line) {
        return line.substring(0, Math.min(line.length(), TAIL_LINE_CHARS));
    }

    private String read() {
        try {
            return Files.exists(path)
                    ? new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1)
                    : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
