package io.metastore.grpc;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2Exception;

/**
 * Keeps the failure of one stream from the connection. When a client ends its requests and resets
 * the stream with the same packet, as etcd's own does after a keep-alive sent once, the trailers of
 * the answer are still queued and fail with the stream. The transport takes that for a failure of
 * the connection and closes it, with the calls and watches of everybody else on it. The call hears
 * of the reset by itself. Event loop.
 */
@Sharable
final class StreamErrors extends ChannelInboundHandlerAdapter {
    static final StreamErrors INSTANCE = new StreamErrors();

    private StreamErrors() {}

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        boolean ofOneStream =
                cause instanceof Http2Exception failure && Http2Exception.isStreamError(failure);
        if (!ofOneStream) {
            context.fireExceptionCaught(cause);
        }
    }
}
