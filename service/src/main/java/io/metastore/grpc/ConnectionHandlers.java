package io.metastore.grpc;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Puts what the transport lacks around its own handler on each connection with streams. Event loop.
 *
 * <ul>
 *   <li>The answers that one turn of the event loop gives leave with one system call, and events of
 *       one stream in common frames. The transport flushes after the headers, the message and the
 *       trailers of each call, unless it answers while it reads; answers to writes come later, many
 *       at once. The flushes are held up on their way to the transport's handler, which would make
 *       a frame of all that was written before each of them.
 *   <li>The failure of one stream stays its own, see {@link StreamErrors}.
 *   <li>Large messages arrive in one piece, see {@link MessageAssembly}.
 * </ul>
 */
@Singleton
final class ConnectionHandlers {
    /** After this many a flush is not put off any longer, so that the client gets to work. */
    private static final int FLUSHES_MAX = 256;

    /** In front of all other routes. */
    private static final int FIRST = Integer.MIN_VALUE;

    void mount(@Observes Router router) {
        router.route().order(FIRST).handler(ConnectionHandlers::prepare);
    }

    private static void prepare(RoutingContext routing) {
        HttpConnection connection = routing.request().connection();
        if (connection instanceof ConnectionBase base) {
            prepare(base.channelHandlerContext().pipeline());
        }
        routing.next();
    }

    /** Once for each connection. */
    static void prepare(ChannelPipeline pipeline) {
        if (pipeline.get(FlushConsolidationHandler.class) != null) {
            return;
        }
        ChannelHandlerContext http2 = pipeline.context(Http2ConnectionHandler.class);
        if (http2 != null) {
            pipeline.addAfter(http2.name(), null, new FlushConsolidationHandler(FLUSHES_MAX, true));
            pipeline.addBefore(http2.name(), null, StreamErrors.INSTANCE);
            MessageAssembly.prepare((Http2ConnectionHandler) http2.handler());
        }
    }
}
