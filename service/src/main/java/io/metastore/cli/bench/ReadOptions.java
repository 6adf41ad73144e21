package io.metastore.cli.bench;

import picocli.CommandLine.Option;

/** How keys are read. */
final class ReadOptions {
    @Option(
            names = "--serializable",
            description = "Take what the member has, which may be old; without it, linearizable.")
    private boolean serializable;

    /**
     * What each request reads.
     *
     * @param keysEach keys that it asks for
     * @param limit of what is returned, 0 for all
     */
    RangeLoad.Reading reading(long keysEach, long limit) {
        return new RangeLoad.Reading(keysEach, limit, serializable);
    }
}
