package io.metastore.mvcc;

import com.google.protobuf.ByteString;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Keyspace;
import io.metastore.engine.View;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest version of each live key: one lookup, or one scan that stops when it has enough. */
final class LatestVersions implements Versions {
    private final View view;

    LatestVersions(View view) {
        this.view = view;
    }

    @Nullable KeyValue get(ByteString key) {
        return get(key.toByteArray());
    }

    @Nullable KeyValue get(byte[] key) {
        byte[] row = view.get(Keyspace.LATEST, key);
        return row == null ? null : Records.parse(row);
    }

    @Nullable Summary summary(byte[] key) {
        byte[] row = view.getSummary(key);
        return row == null ? null : Summary.parse(row);
    }

    @Override
    public List<KeyValue> scan(KeyRange range, long max, Direction direction) {
        if (range.isEmpty()) {
            return List.of();
        }
        if (range.isSingle()) {
            KeyValue only = get(range.from());
            return only == null ? List.of() : List.of(only);
        }
        List<KeyValue> found = new ArrayList<>();
        try (Cursor cursor = view.scan(Keyspace.LATEST, range.from(), range.to(), direction)) {
            while ((max == 0 || found.size() < max) && cursor.next()) {
                found.add(Records.parse(cursor.value()));
            }
        }
        return found;
    }

    @Override
    public long count(KeyRange range) {
        if (range.isEmpty()) {
            return 0;
        }
        if (range.isSingle()) {
            return view.getSummary(range.from()) == null ? 0 : 1;
        }
        return view.count(Keyspace.LATEST, range.from(), range.to());
    }
}
