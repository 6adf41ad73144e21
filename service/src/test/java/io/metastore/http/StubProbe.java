package io.metastore.http;

import io.metastore.http.health.NodeProbe;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A member as a test wants it to be. */
public final class StubProbe implements NodeProbe {
    public final Set<String> alarms = new HashSet<>();
    public @Nullable String linearizableFailure;
    public @Nullable String serializableFailure;
    public boolean hasLeader = true;
    public boolean learner;

    @Override
    public CompletionStage<Void> linearizableRead() {
        return read(linearizableFailure);
    }

    @Override
    public CompletionStage<Void> serializableRead() {
        return read(serializableFailure);
    }

    @Override
    public boolean hasLeader() {
        return hasLeader;
    }

    @Override
    public boolean isLearner() {
        return learner;
    }

    @Override
    public Set<String> alarms() {
        return Set.copyOf(alarms);
    }

    private static CompletionStage<Void> read(@Nullable String failure) {
        return failure == null
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(
                        new CompletionException(new IllegalStateException(failure)));
    }
}
