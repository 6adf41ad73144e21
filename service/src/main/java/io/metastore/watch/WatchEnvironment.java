package io.metastore.watch;

import io.metastore.api.etcdserverpb.ResponseHeader;
import java.util.concurrent.Executor;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;

/**
 * What the hub works with.
 *
 * @param history the past of the store
 * @param headers makes the header for a revision, which is 0 in one case; called on event loops
 * @param catchUpExecutor runs reads of history, neither on the apply thread nor on an event loop.
 *     It holds at most one task per stream, and a task reads at most one page
 * @param random spreads the progress notifications; used under the hub's lock
 */
public record WatchEnvironment(
        History history,
        LongFunction<ResponseHeader> headers,
        Executor catchUpExecutor,
        RandomGenerator random) {}
