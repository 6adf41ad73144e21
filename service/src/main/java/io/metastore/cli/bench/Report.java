package io.metastore.cli.bench;

/** The result of a run. */
record Report(Setting setting, Outcome outcome) {
    boolean hasSuccess() {
        return outcome.series().stream().anyMatch(series -> series.succeeded() > 0);
    }
}
