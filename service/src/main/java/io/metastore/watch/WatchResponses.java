package io.metastore.watch;

import com.google.protobuf.CodedOutputStream;
import io.metastore.api.etcdserverpb.ResponseHeader;
import io.metastore.api.etcdserverpb.WatchResponse;
import io.metastore.api.mvccpb.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** Makes the responses of a watch stream. */
final class WatchResponses {
    /** The id in refusals and in answers to progress requests. */
    static final long NO_WATCHER = -1;

    private final LongFunction<ResponseHeader> headers;
    private final int fragmentBytesMax;

    WatchResponses(LongFunction<ResponseHeader> headers, int fragmentBytesMax) {
        this.headers = headers;
        this.fragmentBytesMax = fragmentBytesMax;
    }

    WatchResponse created(long watchId, long revision) {
        return response(watchId, revision).setCreated(true).build();
    }

    WatchResponse refused(String reason, long revision) {
        return response(NO_WATCHER, revision)
                .setCreated(true)
                .setCanceled(true)
                .setCancelReason(reason)
                .build();
    }

    WatchResponse canceled(long watchId, long revision) {
        return response(watchId, revision).setCanceled(true).build();
    }

    /** The end of a watcher that compaction has overtaken; its header has no revision. */
    WatchResponse compacted(long watchId, long compactRevision) {
        return response(watchId, 0).setCanceled(true).setCompactRevision(compactRevision).build();
    }

    WatchResponse progress(long watchId, long revision) {
        return response(watchId, revision).build();
    }

    /** One response, or several when it is too large and the watcher wants it split. */
    List<WatchResponse> events(Delivery delivery) {
        WatchResponse whole =
                response(delivery.watcher().id(), delivery.revision())
                        .addAllEvents(delivery.events())
                        .build();
        boolean split =
                delivery.watcher().spec().fragment()
                        && delivery.events().size() > 1
                        && whole.getSerializedSize() >= fragmentBytesMax;
        return split ? fragments(whole) : List.of(whole);
    }

    private List<WatchResponse> fragments(WatchResponse whole) {
        List<WatchResponse> fragments = new ArrayList<>();
        WatchResponse.Builder empty = whole.toBuilder().clearEvents().setFragment(true);
        int emptyBytes = empty.build().getSerializedSize();
        WatchResponse.Builder fragment = empty.clone();
        int bytes = emptyBytes;
        for (Event event : whole.getEventsList()) {
            int eventBytes = bytesInResponse(event);
            if (fragment.getEventsCount() > 0 && bytes + eventBytes >= fragmentBytesMax) {
                fragments.add(fragment.build());
                fragment = empty.clone();
                bytes = emptyBytes;
            }
            fragment.addEvents(event);
            bytes += eventBytes;
        }
        fragments.add(fragment.setFragment(false).build());
        return fragments;
    }

    private static int bytesInResponse(Event event) {
        return CodedOutputStream.computeMessageSize(WatchResponse.EVENTS_FIELD_NUMBER, event);
    }

    private WatchResponse.Builder response(long watchId, long revision) {
        return WatchResponse.newBuilder().setHeader(headers.apply(revision)).setWatchId(watchId);
    }
}
