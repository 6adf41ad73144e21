package io.metastore.raft;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sofa.jraft.entity.EnumOutter.EntryType;
import com.alipay.sofa.jraft.entity.LogEntry;
import com.alipay.sofa.jraft.entity.LogId;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.entity.codec.v2.LogEntryV2CodecFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CheckedEntryCodecTest {
    private final LogEntry data = data("some bytes of a command");

    @Test
    void what_was_encoded_comes_back() {
        assertThat(decode(encode(data)).sliceData()).isEqualTo(data.sliceData());
        assertThat(decode(encode(data)).getId()).isEqualTo(data.getId());

        LogEntry configuration = configuration("10.0.0.1:2380", "10.0.0.2:2380");
        assertThat(decode(encode(configuration)).getPeers()).isEqualTo(configuration.getPeers());
    }

    @Test
    void reading_leaves_the_data_to_the_next_reader() {
        byte[] before = encode(data);
        assertThat(encode(data)).isEqualTo(before);
    }

    @Test
    void every_flipped_bit_of_what_an_entry_says_is_noticed() {
        for (LogEntry entry : List.of(data, configuration("10.0.0.1:2380", "10.0.0.2:2380"))) {
            byte[] bytes = encode(entry);
            for (int i = LogEntryV2CodecFactory.HEADER_SIZE; i < bytes.length; i++) {
                bytes[i] ^= 1;
                assertThat(decode(bytes)).as("byte %d", i).isNull();
                bytes[i] ^= 1;
            }
        }
    }

    @Test
    void an_entry_without_a_checksum_is_refused() {
        byte[] bytes = LogEntryV2CodecFactory.getInstance().encoder().encode(data);
        assertThat(decode(bytes)).isNull();
    }

    private static LogEntry data(String text) {
        var entry = new LogEntry(EntryType.ENTRY_TYPE_DATA);
        entry.setId(new LogId(7, 3));
        entry.setData(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        return entry;
    }

    private static LogEntry configuration(String... peers) {
        var entry = new LogEntry(EntryType.ENTRY_TYPE_CONFIGURATION);
        entry.setId(new LogId(1, 1));
        entry.setPeers(List.of(peers).stream().map(PeerId::parsePeer).toList());
        return entry;
    }

    private static byte[] encode(LogEntry entry) {
        return CheckedEntryCodec.INSTANCE.encoder().encode(entry);
    }

    private static LogEntry decode(byte[] bytes) {
        return CheckedEntryCodec.INSTANCE.decoder().decode(bytes);
    }
}
