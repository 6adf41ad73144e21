package io.metastore.raft;

import com.alipay.remoting.rpc.exception.InvokeTimeoutException;
import com.alipay.sofa.jraft.rpc.InvokeCallback;
import com.alipay.sofa.jraft.util.Endpoint;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections on which nobody answers, so that the next request makes a new one. When the
 * other end was lost without a word (a machine without power, a firewall that forgot it), a
 * connection looks open for as long as the kernel goes on to send again: up to minutes after the
 * other end is back. Any thread.
 */
final class Silence {
    /** Several elections' time; etcd gives connections of its peers as long. */
    static final long NANOS_MAX = TimeUnit.SECONDS.toNanos(5);

    private static final Logger LOG = Logger.getLogger(Silence.class);

    private final Consumer<Endpoint> close;
    private final LongSupplier nanoTime;

    /** When the oldest request was sent to an address that had no answer from it since. */
    private final Map<Endpoint, Long> sinceNanos = new ConcurrentHashMap<>();

    /**
     * @param close closes the connections to an address; on the thread that finds a request without
     *     an answer
     */
    Silence(Consumer<Endpoint> close, LongSupplier nanoTime) {
        this.close = close;
        this.nanoTime = nanoTime;
    }

    /** A request leaves; gives what is to be called with its end in the place of the callback. */
    InvokeCallback sent(Endpoint address, InvokeCallback callback) {
        if (!sinceNanos.containsKey(address)) {
            sinceNanos.putIfAbsent(address, nanoTime.getAsLong());
        }
        return new InvokeCallback() {
            @Override
            public void complete(@Nullable Object result, @Nullable Throwable failure) {
                if (failure instanceof InvokeTimeoutException) {
                    unanswered(address);
                } else {
                    ended(address);
                }
                callback.complete(result, failure);
            }

            @Override
            public Executor executor() {
                return callback.executor();
            }
        };
    }

    /** Something came back, or there is no connection. */
    void ended(Endpoint address) {
        sinceNanos.remove(address);
    }

    private void unanswered(Endpoint address) {
        Long since = sinceNanos.get(address);
        if (since != null
                && nanoTime.getAsLong() - since >= NANOS_MAX
                && sinceNanos.remove(address, since)) {
            LOG.warnf(
                    "nothing sent to the peer address %s was answered for %d s: connecting anew",
                    address, TimeUnit.NANOSECONDS.toSeconds(NANOS_MAX));
            close.accept(address);
        }
    }
}
