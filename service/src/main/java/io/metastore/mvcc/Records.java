package io.metastore.mvcc;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.engine.EngineException;
import io.metastore.engine.Keyspace;
import io.metastore.engine.View;
import java.io.IOException;

/** Between the bytes of a row and the message in them. */
public final class Records {
    private Records() {}

    /**
     * The record in {@code row}; its key and value point into the row instead of copying it.
     *
     * @throws EngineException when these are not the bytes of a record
     */
    public static KeyValue parse(byte[] row) {
        CodedInputStream input = UnsafeByteOperations.unsafeWrap(row).newCodedInput();
        input.enableAliasing(true);
        try {
            return KeyValue.parseFrom(input);
        } catch (IOException e) {
            throw new EngineException("record of " + row.length + " bytes is damaged", e);
        }
    }

    /** The record that was written at a revision which the index names. */
    static KeyValue at(View view, long main, long sub, ChangeKind kind) {
        byte[] row = view.get(Keyspace.HISTORY, HistoryKey.of(main, sub, kind));
        if (row == null) {
            throw new EngineException("no history row for revision " + main + "_" + sub);
        }
        return parse(row);
    }
}
