package io.metastore.mvcc;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.engine.EngineException;
import java.io.IOException;

/**
 * All that is known of a version but its key and value: enough to replace it by the next, and for
 * most conditions of a txn. Its bytes are those of a {@code mvccpb.KeyValue} with these fields, so
 * that it is read from a whole record and from a row that an engine keeps of it alike.
 *
 * @param createRevision the revision at which the key was created
 * @param modRevision the revision of this version
 * @param version how many versions since its creation, with this one
 * @param lease the lease it is attached to, 0 for none
 */
public record Summary(long createRevision, long modRevision, long version, long lease) {
    /** Of a version that is at hand. */
    public static Summary of(KeyValue version) {
        return new Summary(
                version.getCreateRevision(),
                version.getModRevision(),
                version.getVersion(),
                version.getLease());
    }

    /**
     * The bytes of the summary of a record, as a {@link io.metastore.engine.RowSummary}.
     *
     * @throws EngineException when these are not the bytes of a record
     */
    public static byte[] ofRow(byte[] row) {
        return parse(row).toRow();
    }

    /**
     * Reads a record or the bytes of a summary, and nothing of key and value.
     *
     * @throws EngineException when it is neither
     */
    static Summary parse(byte[] row) {
        try {
            return parse(CodedInputStream.newInstance(row));
        } catch (IOException e) {
            throw new EngineException("record of " + row.length + " bytes is damaged", e);
        }
    }

    private static Summary parse(CodedInputStream input) throws IOException {
        long createRevision = 0;
        long modRevision = 0;
        long version = 0;
        long lease = 0;
        for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case KeyValue.CREATE_REVISION_FIELD_NUMBER -> createRevision = input.readInt64();
                case KeyValue.MOD_REVISION_FIELD_NUMBER -> modRevision = input.readInt64();
                case KeyValue.VERSION_FIELD_NUMBER -> version = input.readInt64();
                case KeyValue.LEASE_FIELD_NUMBER -> lease = input.readInt64();
                default -> input.skipField(tag);
            }
        }
        return new Summary(createRevision, modRevision, version, lease);
    }

    private byte[] toRow() {
        return KeyValue.newBuilder()
                .setCreateRevision(createRevision)
                .setModRevision(modRevision)
                .setVersion(version)
                .setLease(lease)
                .build()
                .toByteArray();
    }
}
