package io.metastore.raft;

import com.alipay.sofa.jraft.entity.PeerId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The term a member has seen and whom it voted for in it.
 *
 * @param votedFor host:port of the candidate, or the library's text for nobody
 */
record Vote(long term, String votedFor) {
    private static final int MAGIC = 0x4d535631;
    private static final int FIXED_BYTES = Integer.BYTES + Long.BYTES + Integer.BYTES;

    static final Vote NONE = new Vote(0, PeerId.emptyPeer().toString());

    /** Magic number, term, length and text of the vote, CRC-32C of all that. */
    byte[] encode() {
        byte[] text = votedFor.getBytes(StandardCharsets.UTF_8);
        var buffer = ByteBuffer.allocate(FIXED_BYTES + text.length + Integer.BYTES);
        buffer.putInt(MAGIC).putLong(term).putInt(text.length).put(text);
        return buffer.putInt(checksum(buffer.array(), buffer.position())).array();
    }

    /**
     * @throws CorruptLogException when the bytes are not exactly what {@link #encode()} made
     */
    static Vote decode(byte[] bytes) {
        int checked = bytes.length - Integer.BYTES;
        var buffer = ByteBuffer.wrap(bytes);
        if (checked < FIXED_BYTES
                || buffer.getInt(checked) != checksum(bytes, checked)
                || buffer.getInt() != MAGIC) {
            throw new CorruptLogException("its checksum is wrong");
        }
        long term = buffer.getLong();
        byte[] text = new byte[buffer.getInt()];
        buffer.get(text);
        return new Vote(term, new String(text, StandardCharsets.UTF_8));
    }

    private static int checksum(byte[] bytes, int length) {
        var checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }
}
