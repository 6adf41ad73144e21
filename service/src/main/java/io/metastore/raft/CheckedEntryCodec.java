package io.metastore.raft;

import com.alipay.sofa.jraft.entity.LogEntry;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.entity.codec.LogEntryCodecFactory;
import com.alipay.sofa.jraft.entity.codec.LogEntryDecoder;
import com.alipay.sofa.jraft.entity.codec.LogEntryEncoder;
import com.alipay.sofa.jraft.entity.codec.v2.LogEntryV2CodecFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The library's form of a log entry, with a CRC32C over all of the entry where the library has room
 * for a checksum. The library's own is a CRC64 that takes some 5 ns a byte, several times for each
 * member that an entry is sent to; this one is an instruction of the processor. On their way
 * between members entries are covered by the transport's checksum of each message. Any thread.
 */
final class CheckedEntryCodec implements LogEntryCodecFactory {
    static final CheckedEntryCodec INSTANCE = new CheckedEntryCodec();

    private final LogEntryEncoder encoder = LogEntryV2CodecFactory.getInstance().encoder();
    private final LogEntryDecoder decoder = LogEntryV2CodecFactory.getInstance().decoder();

    private CheckedEntryCodec() {}

    @Override
    public LogEntryEncoder encoder() {
        return this::encode;
    }

    @Override
    public LogEntryDecoder decoder() {
        return this::decode;
    }

    private byte[] encode(LogEntry entry) {
        entry.setChecksum(checksum(entry));
        return encoder.encode(entry);
    }

    /** The entry, or null when the bytes are not what was encoded. */
    private @Nullable LogEntry decode(byte[] bytes) {
        LogEntry entry;
        try {
            entry = decoder.decode(bytes);
        } catch (IllegalArgumentException e) {
            // What should be a peer is none.
            return null;
        }
        boolean intact =
                entry != null && entry.hasChecksum() && entry.getChecksum() == checksum(entry);
        return intact ? entry : null;
    }

    private static long checksum(LogEntry entry) {
        var checksum = new CRC32C();
        checksum.update(
                ByteBuffer.allocate(Integer.BYTES + 2 * Long.BYTES)
                        .putInt(entry.getType().getNumber())
                        .putLong(entry.getId().getIndex())
                        .putLong(entry.getId().getTerm())
                        .flip());
        update(checksum, entry.getPeers());
        update(checksum, entry.getOldPeers());
        update(checksum, entry.getLearners());
        update(checksum, entry.getOldLearners());
        if (entry.getData() != null) {
            checksum.update(entry.getData().duplicate());
        }
        return checksum.getValue();
    }

    private static void update(CRC32C checksum, @Nullable List<PeerId> peers) {
        if (peers != null && !peers.isEmpty()) {
            checksum.update(peers.toString().getBytes(StandardCharsets.UTF_8));
        }
        checksum.update(0);
    }
}
