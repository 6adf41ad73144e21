package io.metastore.datadir;

import io.metastore.datadir.CheckReport.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is found about one part while it is being looked at; remembers a bounded number. */
final class Findings {
    static final int PROBLEMS_MAX = 20;

    private final String name;
    private final Path path;
    private final List<String> problems = new ArrayList<>();
    private long more;
    private String facts = "";

    Findings(String name, Path path) {
        this.name = name;
        this.path = path;
    }

    void problem(String sentence) {
        if (problems.size() < PROBLEMS_MAX) {
            problems.add(sentence);
        } else {
            more++;
        }
    }

    void facts(String text) {
        facts = text;
    }

    Part part() {
        List<String> all = new ArrayList<>(problems);
        if (more > 0) {
            all.add("and " + more + " more");
        }
        return new Part(name, path, facts, all);
    }
}
