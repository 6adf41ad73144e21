package io.metastore.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.etcdserverpb.RangeStreamResponse;
import io.metastore.node.KvService;
import io.metastore.node.RangeReader;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One streamed range: reads the next piece when the client can take it. Event loop. */
final class RangeStreamCall {
    private final ServerCallStreamObserver<RangeStreamResponse> observer;
    private @Nullable RangeReader reader;
    private boolean ended;

    private RangeStreamCall(ServerCallStreamObserver<RangeStreamResponse> observer) {
        this.observer = observer;
    }

    static void start(
            KvService kv,
            RangeRequest request,
            ServerCallStreamObserver<RangeStreamResponse> observer) {
        RangeStreamCall call = new RangeStreamCall(observer);
        observer.setOnCancelHandler(call::end);
        observer.setOnReadyHandler(call::send);
        try {
            kv.rangeStream(request, EventLoops.current()).whenComplete(call::opened);
        } catch (RuntimeException e) {
            Calls.fail(observer, e);
        }
    }

    private void opened(@Nullable RangeReader opened, @Nullable Throwable failure) {
        if (opened == null) {
            if (!ended) {
                ended = true;
                Calls.fail(observer, Objects.requireNonNull(failure));
            }
            return;
        }
        reader = opened;
        send();
    }

    private void send() {
        try {
            while (!ended && reader != null && observer.isReady()) {
                observer.onNext(
                        RangeStreamResponse.newBuilder().setRangeResponse(reader.next()).build());
                if (reader.isFinished()) {
                    end();
                    observer.onCompleted();
                }
            }
        } catch (RuntimeException e) {
            end();
            Calls.fail(observer, e);
        }
    }

    private void end() {
        ended = true;
    }
}
