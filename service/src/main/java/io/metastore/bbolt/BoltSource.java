package io.metastore.bbolt;

import java.io.IOException;

/** What goes into a file. Asked twice, and gives the same both times. */
@FunctionalInterface
public interface BoltSource {
    /** Hands over every bucket, ascending by name, each followed by its rows. */
    void writeTo(BoltRows rows) throws IOException;
}
