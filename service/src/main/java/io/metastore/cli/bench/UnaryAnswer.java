package io.metastore.cli.bench;

import io.grpc.stub.StreamObserver;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes the answer to one request. */
final class UnaryAnswer<T> implements StreamObserver<T> {
    private final Consumer<T> succeeded;
    private final Consumer<Throwable> failed;
    private @Nullable T answer;

    UnaryAnswer(Consumer<T> succeeded, Consumer<Throwable> failed) {
        this.succeeded = succeeded;
        this.failed = failed;
    }

    /** Measures the whole request as one. */
    static <T> UnaryAnswer<T> measuring(Attempt attempt, Series series) {
        return new UnaryAnswer<>(
                unused -> attempt.succeeded(series), failure -> attempt.failed(series, failure));
    }

    @Override
    public void onNext(T value) {
        answer = value;
    }

    @Override
    public void onError(Throwable failure) {
        failed.accept(failure);
    }

    @Override
    public void onCompleted() {
        T complete = answer;
        if (complete == null) {
            failed.accept(new IllegalStateException("the request ended without an answer"));
        } else {
            succeeded.accept(complete);
        }
    }
}
