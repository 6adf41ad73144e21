package io.metastore.raft;

import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesResponse;
import com.alipay.sofa.jraft.rpc.RpcResponseClosure;
import com.alipay.sofa.jraft.rpc.RpcResponseClosureAdapter;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells followers what has been committed, by a heartbeat, when the leader has no entries to send
 * that would. One heartbeat for each follower is on its way at a time; what is committed meanwhile
 * is told by the next. Any thread.
 */
final class CommitNotices {
    private enum State {
        SENT,
        /** More has been committed since. */
        OUTDATED
    }

    /** {@link Followers#sendHeartbeat}. */
    interface Heartbeats {
        void send(PeerId follower, RpcResponseClosure<AppendEntriesResponse> done);
    }

    private final Heartbeats heartbeats;
    private final Map<PeerId, State> onTheirWay = new ConcurrentHashMap<>();

    CommitNotices(Heartbeats heartbeats) {
        this.heartbeats = heartbeats;
    }

    void tell(Collection<PeerId> members, PeerId self) {
        for (PeerId member : members) {
            if (!member.equals(self)) {
                tell(member);
            }
        }
    }

    private void tell(PeerId follower) {
        State before = onTheirWay.put(follower, State.OUTDATED);
        if (before == null) {
            send(follower);
        }
    }

    private void send(PeerId follower) {
        onTheirWay.put(follower, State.SENT);
        heartbeats.send(
                follower,
                new RpcResponseClosureAdapter<AppendEntriesResponse>() {
                    @Override
                    public void run(Status status) {
                        returned(follower, status.isOk());
                    }
                });
    }

    private void returned(PeerId follower, boolean reached) {
        // Who was not reached is told by the library's own heartbeats once it is.
        if (onTheirWay.remove(follower) == State.OUTDATED && reached) {
            tell(follower);
        }
    }
}
