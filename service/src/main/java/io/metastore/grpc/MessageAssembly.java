package io.metastore.grpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2LocalFlowController;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import org.jspecify.annotations.Nullable;

/**
 * Hands large gRPC messages over in one piece. Clients send them in frames of 16 KiB, and for each
 * frame the transport copies all of the message that it has so far: the time for a message would
 * grow with the square of its size. Frames that end with a message pass as they are.
 *
 * <p>What is held does not count as read, so it must never take so much of a window that the client
 * cannot go on: at most half of a stream's, and half of the connection's for all streams together.
 * What would be more is handed over at once. Event loop.
 */
final class MessageAssembly extends Http2FrameListenerDecorator {
    private final Http2Connection connection;
    private final IntObjectMap<Incomplete> incomplete = new IntObjectHashMap<>();
    private long heldBytes;

    /** A stream that is in the middle of a message. */
    private static final class Incomplete {
        private ByteBuf held = Unpooled.EMPTY_BUFFER;

        /** What is still to come of a message whose beginning was handed over. */
        private long passingBytes;
    }

    private MessageAssembly(Http2FrameListener listener, Http2Connection connection) {
        super(listener);
        this.connection = connection;
    }

    /** Between the connection's decoder and who listens to it now. */
    static void prepare(Http2ConnectionHandler handler) {
        handler.decoder()
                .frameListener(on(handler.connection(), handler.decoder().frameListener()));
    }

    static MessageAssembly on(Http2Connection connection, Http2FrameListener listener) {
        var assembly = new MessageAssembly(listener, connection);
        connection.addListener(
                new Http2ConnectionAdapter() {
                    @Override
                    public void onStreamRemoved(Http2Stream stream) {
                        assembly.forget(stream.id());
                    }
                });
        return assembly;
    }

    @Override
    public int onDataRead(
            ChannelHandlerContext context, int stream, ByteBuf data, int padding, boolean last)
            throws Http2Exception {
        Incomplete state = incomplete.get(stream);
        if (state == null) {
            if (last || endsWithMessage(data)) {
                return super.onDataRead(context, stream, data, padding, last);
            }
            state = new Incomplete();
            incomplete.put(stream, state);
        }
        hold(state, data);
        ByteBuf ready = take(state, last ? state.held.readableBytes() : readyBytes(state));
        if (!state.held.isReadable() && state.passingBytes == 0) {
            incomplete.remove(stream);
        }
        return ready.isReadable() || last
                ? padding + super.onDataRead(context, stream, ready, 0, last)
                : padding;
    }

    private void hold(Incomplete state, ByteBuf data) {
        if (!state.held.isReadable()) {
            state.held = Unpooled.buffer(2 * data.readableBytes());
        }
        heldBytes += data.readableBytes();
        state.held.writeBytes(data);
    }

    private ByteBuf take(Incomplete state, int bytes) {
        heldBytes -= bytes;
        ByteBuf ready = state.held.readSlice(bytes);
        if (bytes > 0) {
            state.held = state.held.copy();
        }
        return ready;
    }

    private int readyBytes(Incomplete state) {
        ByteBuf held = state.held;
        int passing = (int) Math.min(state.passingBytes, held.readableBytes());
        state.passingBytes -= passing;
        int whole = passing + GrpcFraming.wholeBytes(held, held.readerIndex() + passing);
        int rest = held.readableBytes() - whole;
        if (rest >= GrpcFraming.PREFIX_BYTES && !mayHold(rest)) {
            state.passingBytes = GrpcFraming.messageBytes(held, held.readerIndex() + whole) - rest;
            return held.readableBytes();
        }
        return whole;
    }

    private boolean mayHold(int bytes) {
        Http2LocalFlowController windows = connection.local().flowController();
        return bytes < windows.initialWindowSize() / 2
                && heldBytes < windows.initialWindowSize(connection.connectionStream()) / 2;
    }

    private static boolean endsWithMessage(ByteBuf data) {
        return GrpcFraming.wholeBytes(data, data.readerIndex()) == data.readableBytes();
    }

    private void forget(int stream) {
        @Nullable Incomplete state = incomplete.remove(stream);
        if (state != null) {
            heldBytes -= state.held.readableBytes();
        }
    }
}
