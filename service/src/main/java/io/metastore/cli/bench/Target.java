package io.metastore.cli.bench;

/** Which members get the load, whatever members are asked for them. */
enum Target {
    /** The one that leads now. */
    leader,
    /** Those that do not lead now. */
    followers,
    /** All that vote. */
    all
}
