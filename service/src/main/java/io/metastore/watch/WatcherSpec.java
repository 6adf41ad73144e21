package io.metastore.watch;

import io.metastore.api.etcdserverpb.WatchCreateRequest;
import io.metastore.api.etcdserverpb.WatchCreateRequest.FilterType;
import io.metastore.api.mvccpb.Event.EventType;

/**
 * What a client wants to see.
 *
 * @param range the keys
 * @param startRevision the first revision, or 0 for the next one
 * @param prevKv whether events carry the version before
 * @param puts whether puts are wanted
 * @param deletes whether deletions are wanted
 * @param progressNotify whether it is told its progress at intervals
 * @param fragment whether large responses may be split
 */
record WatcherSpec(
        KeyRange range,
        long startRevision,
        boolean prevKv,
        boolean puts,
        boolean deletes,
        boolean progressNotify,
        boolean fragment) {
    static WatcherSpec of(WatchCreateRequest request) {
        return new WatcherSpec(
                KeyRange.of(request.getKey(), request.getRangeEnd()),
                request.getStartRevision(),
                request.getPrevKv(),
                !request.getFiltersList().contains(FilterType.NOPUT),
                !request.getFiltersList().contains(FilterType.NODELETE),
                request.getProgressNotify(),
                request.getFragment());
    }

    boolean wants(EventType type) {
        return type == EventType.DELETE ? deletes : puts;
    }
}
