package io.metastore.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.DefaultHttp2LocalFlowController;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Stream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the windows that the protocol begins with: 65,535 bytes for a stream and for all. */
final class MessageAssemblyTest {
    private static final int FRAME_BYTES = 4096;
    private static final int HALF_A_WINDOW = 65_535 / 2;

    /** What was handed over, by stream. */
    private static final class Pieces extends Http2FrameAdapter {
        private final Map<Integer, List<byte[]>> byStream = new HashMap<>();
        private final List<Integer> ended = new ArrayList<>();

        @Override
        public int onDataRead(
                ChannelHandlerContext context,
                int stream,
                ByteBuf data,
                int padding,
                boolean last) {
            byte[] bytes = new byte[data.readableBytes()];
            data.getBytes(data.readerIndex(), bytes);
            byStream.computeIfAbsent(stream, any -> new ArrayList<>()).add(bytes);
            if (last) {
                ended.add(stream);
            }
            return padding;
        }

        private List<byte[]> of(int stream) {
            return byStream.getOrDefault(stream, List.of());
        }

        private byte[] all(int stream) {
            var all = new ByteArrayOutputStream();
            of(stream).forEach(all::writeBytes);
            return all.toByteArray();
        }

        private int bytes() {
            return byStream.keySet().stream().mapToInt(stream -> all(stream).length).sum();
        }
    }

    private final Http2Connection connection = new DefaultHttp2Connection(true);
    private final Pieces pieces = new Pieces();
    private MessageAssembly assembly;

    @BeforeEach
    void connect() {
        connection.local().flowController(new DefaultHttp2LocalFlowController(connection));
        assembly = MessageAssembly.on(connection, pieces);
    }

    @Test
    void whole_messages_pass_at_once() throws Http2Exception {
        byte[] two = concatenated(message(10), message(0));
        read(3, two, false);
        assertThat(pieces.of(3)).containsExactly(two);
    }

    @Test
    void the_frames_of_a_large_message_arrive_as_one() throws Http2Exception {
        byte[] large = message(5 * FRAME_BYTES);
        readInFrames(3, large);
        assertThat(pieces.of(3)).containsExactly(large);
        assertThat(pieces.ended).isEmpty();
    }

    @Test
    void a_message_that_ends_before_the_frame_does_not_wait_for_the_next() throws Http2Exception {
        byte[] first = message(20);
        byte[] second = message(30);
        byte[] both = concatenated(first, second);
        read(3, part(both, 0, first.length + 3), false);
        assertThat(pieces.of(3)).containsExactly(first);

        read(3, part(both, first.length + 3, both.length), false);
        assertThat(pieces.of(3)).containsExactly(first, second);
    }

    @Test
    void a_message_larger_than_half_a_window_arrives_in_pieces() throws Http2Exception {
        byte[] large = message(4 * HALF_A_WINDOW);
        readInFrames(3, large);
        byte[] next = message(2 * FRAME_BYTES);
        readInFrames(3, next);

        assertThat(pieces.of(3).get(0)).hasSizeBetween(HALF_A_WINDOW, HALF_A_WINDOW + FRAME_BYTES);
        assertThat(pieces.all(3)).isEqualTo(concatenated(large, next));
        assertThat(pieces.of(3)).last().isEqualTo(next);
    }

    @Test
    void all_streams_together_hold_half_of_the_window_of_the_connection() throws Http2Exception {
        int sent = 0;
        for (int stream = 1; stream < 40; stream += 2) {
            read(stream, part(message(2 * FRAME_BYTES), 0, FRAME_BYTES), false);
            sent += FRAME_BYTES;
            assertThat(sent - pieces.bytes()).isLessThan(HALF_A_WINDOW + FRAME_BYTES);
        }
    }

    @Test
    void the_end_of_the_stream_hands_over_what_there_is() throws Http2Exception {
        byte[] large = message(2 * FRAME_BYTES);
        read(3, part(large, 0, FRAME_BYTES), false);
        read(3, part(large, FRAME_BYTES, FRAME_BYTES + 10), true);
        assertThat(pieces.of(3)).containsExactly(part(large, 0, FRAME_BYTES + 10));
        assertThat(pieces.ended).containsExactly(3);
    }

    @Test
    void what_is_not_grpc_passes_at_once() throws Http2Exception {
        byte[] json = "{\"create_request\":{}}".getBytes(StandardCharsets.UTF_8);
        read(3, json, false);
        assertThat(pieces.of(3)).containsExactly(json);
    }

    @Test
    void what_streams_held_that_ended_is_forgotten() throws Http2Exception {
        byte[] large = message(2 * FRAME_BYTES);
        for (int stream = 1; stream < 100; stream += 2) {
            Http2Stream opened = connection.remote().createStream(stream, false);
            read(stream, part(large, 0, FRAME_BYTES), false);
            opened.close();
        }
        assertThat(pieces.byStream).isEmpty();
    }

    @Test
    void padding_is_told_as_read() throws Http2Exception {
        ByteBuf first = Unpooled.wrappedBuffer(part(message(2 * FRAME_BYTES), 0, FRAME_BYTES));
        assertThat(assembly.onDataRead(null, 3, first, 7, false)).isEqualTo(7);
        ByteBuf whole = Unpooled.wrappedBuffer(message(5));
        assertThat(assembly.onDataRead(null, 5, whole, 9, true)).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void every_byte_arrives_in_order_however_messages_and_frames_lie(long seed)
            throws Http2Exception {
        var random = new Random(seed);
        Map<Integer, byte[]> sent = new HashMap<>();
        Map<Integer, Integer> at = new HashMap<>();
        for (int stream = 1; stream <= 9; stream += 2) {
            sent.put(stream, messages(random));
            at.put(stream, 0);
        }
        while (!at.isEmpty()) {
            int stream = List.copyOf(at.keySet()).get(random.nextInt(at.size()));
            byte[] bytes = sent.get(stream);
            int from = at.get(stream);
            int to = Math.min(bytes.length, from + random.nextInt(3 * FRAME_BYTES));
            read(stream, part(bytes, from, to), to == bytes.length);
            at.put(stream, to);
            if (to == bytes.length) {
                at.remove(stream);
            }
        }
        sent.forEach((stream, bytes) -> assertThat(pieces.all(stream)).isEqualTo(bytes));
        assertThat(pieces.ended).containsExactlyInAnyOrderElementsOf(sent.keySet());
    }

    private static byte[] messages(Random random) {
        byte[] all = {};
        for (int i = random.nextInt(12); i >= 0; i--) {
            int bytes = random.nextInt(random.nextBoolean() ? 100 : 3 * HALF_A_WINDOW);
            all = concatenated(all, message(bytes));
        }
        return all;
    }

    private void readInFrames(int stream, byte[] bytes) throws Http2Exception {
        for (int from = 0; from < bytes.length; from += FRAME_BYTES) {
            read(stream, part(bytes, from, Math.min(bytes.length, from + FRAME_BYTES)), false);
        }
    }

    /** The frame's buffer is gone afterwards, as in a connection. */
    private void read(int stream, byte[] bytes, boolean last) throws Http2Exception {
        ByteBuf frame = Unpooled.copiedBuffer(bytes);
        assembly.onDataRead(null, stream, frame, 0, last);
        frame.setZero(0, frame.capacity());
        frame.release();
    }

    private static byte[] message(int bytes) {
        ByteBuf message = Unpooled.buffer().writeByte(0).writeInt(bytes);
        for (int i = 0; i < bytes; i++) {
            message.writeByte(i % 251 + 2);
        }
        return part(message.array(), 0, message.readableBytes());
    }

    private static byte[] part(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        return Unpooled.wrappedBuffer(first, second).copy().array();
    }
}
