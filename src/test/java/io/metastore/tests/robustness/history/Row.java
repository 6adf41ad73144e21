package io.metastore.tests.robustness.history;

import io.metastore.api.mvccpb.KeyValue;

/** A key at one of its versions. */
public record Row(String key, String value, Versions at) {
    /** The numbers that the store gave it, and its lease. */
    public record Versions(long create, long mod, long version, long lease) {}

    public static Row of(KeyValue kv) {
        return new Row(
                kv.getKey().toStringUtf8(),
                kv.getValue().toStringUtf8(),
                new Versions(
                        kv.getCreateRevision(),
                        kv.getModRevision(),
                        kv.getVersion(),
                        kv.getLease()));
    }
}
