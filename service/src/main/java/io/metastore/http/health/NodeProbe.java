package io.metastore.http.health;

import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * What health checks ask of the member. Any thread; nothing here blocks. A stage completes within
 * the member's own request time-out.
 */
public interface NodeProbe {
    /**
     * A read confirmed by a majority. Fails with the error a client would get, whose message is
     * shown.
     */
    CompletionStage<Void> linearizableRead();

    /** A read of what this member has. Fails as above. */
    CompletionStage<Void> serializableRead();

    boolean hasLeader();

    boolean isLearner();

    /**
     * The names of the alarms raised by any member, such as {@code NOSPACE} and {@code CORRUPT}.
     */
    Set<String> alarms();
}
