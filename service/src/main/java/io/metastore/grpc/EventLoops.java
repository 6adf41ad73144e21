package io.metastore.grpc;

import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.util.concurrent.Executor;

/** The event loop that a call runs on, as an executor that is the same for all its calls. */
public final class EventLoops {
    private EventLoops() {}

    /**
     * @throws IllegalStateException when the calling thread is none of the server's
     */
    public static Executor current() {
        if (Vertx.currentContext() instanceof ContextInternal context) {
            return context.nettyEventLoop();
        }
        throw new IllegalStateException("not on an event loop: " + Thread.currentThread());
    }
}
