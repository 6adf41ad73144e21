package io.metastore.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.io.IOException;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

final class ConnectionHandlersTest {
    /** Stands where the socket is. */
    private static final class CountedFlushes extends ChannelOutboundHandlerAdapter {
        private int count;

        @Override
        public void flush(ChannelHandlerContext context) {
            count++;
            context.flush();
        }
    }

    private final CountedFlushes flushes = new CountedFlushes();
    private final EmbeddedChannel channel =
            new EmbeddedChannel(flushes, Http2FrameCodecBuilder.forServer().build());

    private int flushesOfThreeAnswers() {
        flushes.count = 0;
        channel.eventLoop()
                .execute(
                        () -> {
                            channel.pipeline().flush();
                            channel.pipeline().flush();
                            channel.pipeline().flush();
                        });
        channel.runPendingTasks();
        return flushes.count;
    }

    @Test
    void answers_of_one_turn_of_the_event_loop_leave_together() {
        assertThat(flushesOfThreeAnswers()).isEqualTo(3);
        ConnectionHandlers.prepare(channel.pipeline());
        assertThat(flushesOfThreeAnswers()).isEqualTo(1);
    }

    @Test
    void a_connection_is_prepared_once() {
        ConnectionHandlers.prepare(channel.pipeline());
        ConnectionHandlers.prepare(channel.pipeline());
        assertThat(
                        StreamSupport.stream(channel.pipeline().spliterator(), false)
                                .map(entry -> entry.getValue().getClass())
                                .filter(FlushConsolidationHandler.class::equals))
                .hasSize(1);
    }

    @Test
    void the_failure_of_one_stream_is_not_one_of_the_connection() {
        ConnectionHandlers.prepare(channel.pipeline());

        channel.pipeline()
                .fireExceptionCaught(
                        Http2Exception.streamError(1, Http2Error.CANCEL, "stream closed"));
        assertThatCode(channel::checkException).doesNotThrowAnyException();

        var failure = new IOException("reset by peer");
        channel.pipeline().fireExceptionCaught(failure);
        assertThatThrownBy(channel::checkException).isSameAs(failure);
    }

    @Test
    void a_connection_without_streams_is_left_alone() {
        var plain = new EmbeddedChannel(new CountedFlushes());
        ConnectionHandlers.prepare(plain.pipeline());
        assertThat(plain.pipeline().get(FlushConsolidationHandler.class)).isNull();
    }
}
