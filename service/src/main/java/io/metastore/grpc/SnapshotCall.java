package io.metastore.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.metastore.api.etcdserverpb.SnapshotResponse;
import io.metastore.node.BackupService;
import io.metastore.node.BackupStream;
import org.jspecify.annotations.Nullable;

/** One backup: passes on what has been made of it when the client can take it. Event loop. */
final class SnapshotCall {
    private final ServerCallStreamObserver<SnapshotResponse> observer;
    private @Nullable BackupStream backup;

    private SnapshotCall(ServerCallStreamObserver<SnapshotResponse> observer) {
        this.observer = observer;
    }

    static void start(BackupService backups, ServerCallStreamObserver<SnapshotResponse> observer) {
        SnapshotCall call = new SnapshotCall(observer);
        observer.setOnCancelHandler(call::end);
        observer.setOnReadyHandler(call::send);
        try {
            call.backup = backups.open(EventLoops.current(), call::send);
            CurrentResponse.whenClosed(call::end);
        } catch (RuntimeException e) {
            Calls.fail(observer, e);
        }
    }

    private void send() {
        BackupStream open = backup;
        if (open == null) {
            return;
        }
        try {
            while (observer.isReady()) {
                SnapshotResponse next = open.poll();
                if (next != null) {
                    observer.onNext(next);
                } else if (open.isFinished()) {
                    end();
                    observer.onCompleted();
                    return;
                } else {
                    return;
                }
            }
        } catch (RuntimeException e) {
            end();
            Calls.fail(observer, e);
        }
    }

    private void end() {
        if (backup != null) {
            backup.close();
            backup = null;
        }
    }
}
