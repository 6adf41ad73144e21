package io.metastore.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.WatchResponse;
import io.metastore.api.mvccpb.Event;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client that takes as many responses as it was given credit for. */
final class FakeSink implements WatchSink {
    private final List<WatchResponse> responses = new ArrayList<>();
    private long credit = Long.MAX_VALUE;
    private @Nullable EtcdError error;

    @Override
    public boolean isReady() {
        return credit > 0;
    }

    @Override
    public void send(WatchResponse response) {
        assertThat(credit).as("sent while not ready").isPositive();
        assertThat(error).as("sent after the end").isNull();
        credit--;
        responses.add(response);
    }

    @Override
    public void fail(EtcdError failure) {
        assertThat(error).as("failed twice").isNull();
        error = failure;
    }

    void setCredit(long credit) {
        this.credit = credit;
    }

    void addCredit(long more) {
        credit = Math.max(credit, Math.min(credit, Integer.MAX_VALUE) + more);
    }

    @Nullable EtcdError error() {
        return error;
    }

    List<WatchResponse> responses() {
        return responses;
    }

    /** The responses since the last call. */
    List<WatchResponse> take() {
        List<WatchResponse> taken = List.copyOf(responses);
        responses.clear();
        return taken;
    }

    /** The events since the last call, as texts such as {@code PUT a@2}. */
    List<String> takeEvents() {
        return take().stream()
                .flatMap(response -> response.getEventsList().stream())
                .map(FakeSink::text)
                .toList();
    }

    static String text(Event event) {
        return "%s %s@%d"
                .formatted(
                        event.getType(),
                        event.getKv().getKey().toStringUtf8(),
                        event.getKv().getModRevision());
    }
}
