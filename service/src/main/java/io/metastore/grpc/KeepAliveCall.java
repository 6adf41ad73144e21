package io.metastore.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.metastore.api.etcdserverpb.LeaseKeepAliveRequest;
import io.metastore.api.etcdserverpb.LeaseKeepAliveResponse;
import io.metastore.node.LeaseService;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * One keepalive stream: renewals run side by side, answers leave in the order of the requests.
 * Confined to the event loop of its call.
 */
final class KeepAliveCall implements StreamObserver<LeaseKeepAliveRequest> {
    /** Renewals of one stream that may be under way; the client waits beyond that. */
    static final int IN_FLIGHT_MAX = 128;

    private final LeaseService leases;
    private final ServerCallStreamObserver<LeaseKeepAliveResponse> observer;
    private final Executor executor = EventLoops.current();
    private final Deque<CompletableFuture<LeaseKeepAliveResponse>> answers = new ArrayDeque<>();
    private boolean halfClosed;
    private boolean ended;

    KeepAliveCall(LeaseService leases, ServerCallStreamObserver<LeaseKeepAliveResponse> observer) {
        this.leases = leases;
        this.observer = observer;
        observer.disableAutoRequest();
        observer.setOnCancelHandler(() -> ended = true);
        observer.setOnReadyHandler(this::drain);
        observer.request(IN_FLIGHT_MAX);
    }

    @Override
    public void onNext(LeaseKeepAliveRequest request) {
        CompletionStage<LeaseKeepAliveResponse> answer = leases.keepAlive(request, executor);
        answers.addLast(answer.toCompletableFuture());
        answer.whenComplete((response, failure) -> drain());
    }

    @Override
    public void onError(Throwable failure) {
        ended = true;
    }

    @Override
    public void onCompleted() {
        halfClosed = true;
        drain();
    }

    private void drain() {
        while (!ended && observer.isReady() && !answers.isEmpty() && answers.peek().isDone()) {
            send(answers.remove());
        }
        if (!ended && halfClosed && answers.isEmpty()) {
            ended = true;
            observer.onCompleted();
        }
    }

    private void send(CompletableFuture<LeaseKeepAliveResponse> answer) {
        if (answer.isCompletedExceptionally()) {
            ended = true;
            answer.exceptionally(
                    failure -> {
                        Calls.fail(observer, failure);
                        return LeaseKeepAliveResponse.getDefaultInstance();
                    });
            return;
        }
        observer.onNext(answer.join());
        observer.request(1);
    }
}
