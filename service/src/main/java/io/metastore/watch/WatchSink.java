package io.metastore.watch;

import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.WatchResponse;

/** The client's side of a watch stream. Every call comes on the event loop of the stream. */
public interface WatchSink {
    /**
     * Whether another response can be taken without queueing it. When this turns true again the
     * transport calls {@link WatchStream#onReady()}.
     */
    boolean isReady();

    /** Sends a response. Called only while {@link #isReady()}. */
    void send(WatchResponse response);

    /** Ends the call. Nothing is sent afterwards. */
    void fail(EtcdError error);
}
