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
 * that would. A heartbeat commits nothing that the follower has not been known to have when it was
 * sent, so a follower that was not needed for the majority is told when its own answer has come.
 * One heartbeat for each follower is on its way at a time; what is committed meanwhile is told by
 * the next. Any thread.
 */
final class CommitNotices {
    /** {@link Followers#sendHeartbeat}. */
    interface Heartbeats {
        void send(PeerId follower, RpcResponseClosure<AppendEntriesResponse> done);
    }

    private final Heartbeats heartbeats;
    private final Map<PeerId, Follower> followers = new ConcurrentHashMap<>();

    CommitNotices(Heartbeats heartbeats) {
        this.heartbeats = heartbeats;
    }

    /** Everything up to {@code index} is committed. */
    void tell(Collection<PeerId> members, PeerId self, long index) {
        for (PeerId member : members) {
            if (!member.equals(self)) {
                follower(member).committed(index);
            }
        }
    }

    /** The follower has answered that it has everything up to {@code index}. */
    void matched(PeerId follower, long index) {
        follower(follower).matched(index);
    }

    private Follower follower(PeerId member) {
        return followers.computeIfAbsent(member, Follower::new);
    }

    /** The indexes only grow; one of an earlier leadership costs a notice that was not needed. */
    private final class Follower {
        private final PeerId member;
        private long committed;
        private long matched;
        private long told;
        private boolean onItsWay;

        Follower(PeerId member) {
            this.member = member;
        }

        synchronized void committed(long index) {
            committed = Math.max(committed, index);
            tellIfDue();
        }

        synchronized void matched(long index) {
            matched = Math.max(matched, index);
            tellIfDue();
        }

        private void tellIfDue() {
            if (onItsWay || committed <= told || matched < committed) {
                return;
            }
            onItsWay = true;
            long telling = committed;
            heartbeats.send(
                    member,
                    new RpcResponseClosureAdapter<AppendEntriesResponse>() {
                        @Override
                        public void run(Status status) {
                            returned(telling, status.isOk());
                        }
                    });
        }

        private synchronized void returned(long index, boolean reached) {
            onItsWay = false;
            // Who was not reached is told by the library's own heartbeats once it is.
            if (reached) {
                told = Math.max(told, index);
                tellIfDue();
            }
        }
    }
}
