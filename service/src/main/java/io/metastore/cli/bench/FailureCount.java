package io.metastore.cli.bench;

/**
 * How often requests failed in one way.
 *
 * @param code gRPC's name for it
 * @param example what the first of them said
 */
record FailureCount(String code, long count, String example) {}
