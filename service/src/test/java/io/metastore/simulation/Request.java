package io.metastore.simulation;

import io.metastore.api.EtcdError;
import io.metastore.node.Node;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** One request of a client, and what has to be true of its answer. */
interface Request<T> {
    /** Sends it; may throw what the service throws at once. */
    CompletionStage<T> send(Node node, Executor executor);

    /**
     * Checks an answer.
     *
     * @param sent when and after what the request was sent
     */
    void answered(T response, Sent sent);

    /** Checks a refusal, which says that nothing was changed, unless its fate is open. */
    default void refused(EtcdError error, Sent sent) {}

    /** Whether an answer has to take into account whatever was acknowledged before. */
    default boolean isLinearizable() {
        return true;
    }

    /**
     * The moment a request was sent.
     *
     * @param revision the newest revision that any client had been told by then
     */
    record Sent(long millis, long revision) {}
}
