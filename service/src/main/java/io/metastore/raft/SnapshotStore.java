package io.metastore.raft;

import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.storage.SnapshotThrottle;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotReader;
import com.alipay.sofa.jraft.storage.snapshot.local.LocalSnapshotReader;
import com.alipay.sofa.jraft.storage.snapshot.local.LocalSnapshotStorage;
import com.alipay.sofa.jraft.util.Endpoint;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The library's snapshots, which also knows whether one is being read: a leader reads the newest
 * for as long as it takes a member to get and load it. Any thread.
 */
final class SnapshotStore extends LocalSnapshotStorage {
    private final RaftOptions options;
    private final AtomicInteger readers = new AtomicInteger();
    private volatile @Nullable SnapshotThrottle throttle;
    private volatile @Nullable Endpoint self;

    SnapshotStore(String path, @Nullable String temporaryPath, RaftOptions options) {
        super(path, temporaryPath, options);
        this.options = options;
    }

    boolean isBeingRead() {
        return readers.get() > 0;
    }

    @Override
    public void setSnapshotThrottle(SnapshotThrottle throttle) {
        super.setSnapshotThrottle(throttle);
        this.throttle = throttle;
    }

    @Override
    public void setServerAddr(Endpoint self) {
        super.setServerAddr(self);
        this.self = self;
    }

    @Override
    public @Nullable SnapshotReader open() {
        // What this one holds on to is released by the reader that takes its place.
        SnapshotReader opened = super.open();
        if (opened == null) {
            return null;
        }
        Reader reader = new Reader(opened.getPath());
        if (!reader.init(null)) {
            opened.shutdown();
            return null;
        }
        readers.incrementAndGet();
        return reader;
    }

    private final class Reader extends LocalSnapshotReader {
        Reader(String path) {
            super(SnapshotStore.this, throttle, self, options, path);
        }

        @Override
        public void close() throws IOException {
            super.close();
            readers.decrementAndGet();
        }
    }
}
