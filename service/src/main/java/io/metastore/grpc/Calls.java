package io.metastore.grpc;

import io.grpc.stub.StreamObserver;
import io.metastore.api.EtcdException;
import io.metastore.api.GrpcErrors;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;

/** Runs unary calls: calls the node, then sends its answer or the error that etcd would send. */
final class Calls {
    private static final Logger LOG = Logger.getLogger(Calls.class);

    private Calls() {}

    /**
     * @param operation what the node does, given the request and the executor of the call
     */
    static <Q, A> void unary(
            Q request,
            StreamObserver<A> observer,
            BiFunction<Q, Executor, CompletionStage<A>> operation) {
        CompletionStage<A> answer;
        try {
            answer = operation.apply(request, EventLoops.current());
        } catch (RuntimeException e) {
            fail(observer, e);
            return;
        }
        answer.whenComplete(
                (response, failure) -> {
                    if (failure == null) {
                        observer.onNext(response);
                        observer.onCompleted();
                    } else {
                        fail(observer, failure);
                    }
                });
    }

    /** Ends a call with an error; one that is no defined refusal is also logged. */
    static void fail(StreamObserver<?> observer, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        if (!(cause instanceof EtcdException)) {
            LOG.error("unexpected failure of a call", cause);
        }
        observer.onError(GrpcErrors.toStatusRuntimeException(cause));
    }
}
