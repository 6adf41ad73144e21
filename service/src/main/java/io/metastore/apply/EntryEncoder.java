package io.metastore.apply;

import com.google.protobuf.CodedOutputStream;
import io.metastore.command.CommandList;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Builds the bytes of a log entry from commands that are encoded already, copying each once. */
public final class EntryEncoder {
    private EntryEncoder() {}

    /** The bytes of an entry whose lease clock is yet to be stamped. */
    public static byte[] encode(long proposerId, long sequence, List<byte[]> commands) {
        int size = Entry.HEADER_BYTES;
        for (byte[] command : commands) {
            size += sizeOf(command);
        }
        byte[] bytes = new byte[size];
        ByteBuffer.wrap(bytes).putLong(proposerId).putLong(sequence);
        CodedOutputStream out =
                CodedOutputStream.newInstance(bytes, Entry.HEADER_BYTES, size - Entry.HEADER_BYTES);
        try {
            for (byte[] command : commands) {
                out.writeByteArray(CommandList.COMMANDS_FIELD_NUMBER, command);
            }
            out.checkNoSpaceLeft();
        } catch (IOException e) {
            throw new IllegalStateException("entry does not fit its computed size " + size, e);
        }
        return bytes;
    }

    /** Bytes that an encoded command takes within an entry. */
    public static int sizeOf(byte[] command) {
        return CodedOutputStream.computeByteArraySize(CommandList.COMMANDS_FIELD_NUMBER, command);
    }
}
