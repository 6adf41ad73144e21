package io.metastore.node;

import io.metastore.alarm.AlarmStore;
import io.metastore.api.etcdserverpb.AlarmMember;
import io.metastore.api.etcdserverpb.AlarmRequest;
import io.metastore.api.etcdserverpb.AlarmRequest.AlarmAction;
import io.metastore.api.etcdserverpb.AlarmResponse;
import io.metastore.api.etcdserverpb.AlarmType;
import io.metastore.command.Command;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The way to raise and clear alarms, which all go through the log, so that every member blocks the
 * same requests from the same entry on. Any thread.
 */
public final class Alarms {
    private final AlarmStore store;
    private final Proposals proposals;
    private final Executor timer;

    /** Alarms on their way into the log; at most one for each member and kind. */
    private final Map<AlarmMember, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

    Alarms(AlarmStore store, Proposals proposals, Executor timer) {
        this.store = store;
        this.proposals = proposals;
        this.timer = timer;
    }

    /** What is raised, as far as this member has applied. */
    public List<AlarmMember> raised() {
        return store.raised();
    }

    public boolean isRaised(AlarmType kind) {
        return store.isRaised(kind);
    }

    /** Registers who is told what is raised: now, and at each change. Must not block. */
    public void onChange(Consumer<List<AlarmMember>> listener) {
        store.onChange(listener);
    }

    /** Carries out a request of a client. */
    CompletionStage<AlarmResponse> submit(AlarmRequest request, Executor executor) {
        return proposals
                .submit(Command.newBuilder().setAlarm(request).build(), executor)
                .thenApply(AlarmResponse.class::cast);
    }

    /**
     * Raises an alarm unless it is raised or about to be. When that fails for want of a leader the
     * next call tries again: whoever watches a condition calls while it holds.
     *
     * @param memberId whose alarm it is; 0 when no single member can be blamed
     * @return completes once the alarm is raised, or with the error that prevented it; on any
     *     thread
     */
    public CompletionStage<Void> raise(long memberId, AlarmType kind) {
        AlarmMember alarm = AlarmMember.newBuilder().setMemberID(memberId).setAlarm(kind).build();
        if (store.isRaised(alarm)) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> raising = new CompletableFuture<>();
        CompletableFuture<Void> earlier = underWay.putIfAbsent(alarm, raising);
        if (earlier != null) {
            return earlier;
        }
        AlarmRequest request =
                AlarmRequest.newBuilder()
                        .setAction(AlarmAction.ACTIVATE)
                        .setMemberID(memberId)
                        .setAlarm(kind)
                        .build();
        submit(request, timer)
                .whenComplete(
                        (done, failure) -> {
                            underWay.remove(alarm);
                            if (failure == null) {
                                raising.complete(null);
                            } else {
                                raising.completeExceptionally(failure);
                            }
                        });
        return raising;
    }
}
