package io.metastore.apply;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import io.metastore.command.Command;
import io.metastore.command.CommandList;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A log entry read from its bytes: a fixed header, then a serialised {@link CommandList}.
 *
 * @param proposerId names the process that proposed it, newly drawn at each of its starts
 * @param sequence counts that process's entries; the same pair again is a retry
 * @param leaseClockMillis the leader's lease clock when it appended the entry
 */
public record Entry(long proposerId, long sequence, long leaseClockMillis, List<Command> commands) {
    /** Bytes of the header: proposer, sequence and lease clock, eight each, big-endian. */
    public static final int HEADER_BYTES = 3 * Long.BYTES;

    private static final int LEASE_CLOCK_OFFSET = 2 * Long.BYTES;

    /**
     * How deep the messages of an entry may be nested. The parsers that take requests allow 100;
     * here they are wrapped twice more, and an entry must never be refused for what they let in.
     */
    private static final int NESTING_MAX = 200;

    /**
     * Reads an entry; the commands refer to its bytes instead of copying them.
     *
     * @throws IllegalStateException when the bytes are no entry, which means a corrupt log
     */
    public static Entry parse(byte[] bytes) {
        if (bytes.length < HEADER_BYTES) {
            throw new IllegalStateException(
                    "log entry of " + bytes.length + " bytes has no header");
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        int length = bytes.length - HEADER_BYTES;
        CodedInputStream body =
                UnsafeByteOperations.unsafeWrap(bytes, HEADER_BYTES, length).newCodedInput();
        body.enableAliasing(true);
        body.setRecursionLimit(NESTING_MAX);
        try {
            List<Command> commands = CommandList.parseFrom(body).getCommandsList();
            return new Entry(header.getLong(), header.getLong(), header.getLong(), commands);
        } catch (IOException e) {
            throw new IllegalStateException("log entry cannot be decoded", e);
        }
    }

    /** Writes the lease clock into an encoded entry in place, as its leader does on appending. */
    public static void stamp(byte[] bytes, long leaseClockMillis) {
        ByteBuffer.wrap(bytes).putLong(LEASE_CLOCK_OFFSET, leaseClockMillis);
    }
}
