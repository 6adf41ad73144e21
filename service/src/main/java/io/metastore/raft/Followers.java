package io.metastore.raft;

import com.alipay.sofa.jraft.ReplicatorGroup;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.error.RaftError;
import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesResponse;
import com.alipay.sofa.jraft.rpc.RpcResponseClosure;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** A leader's followers as the library knows them. Any thread. */
final class Followers {
    private volatile @Nullable ReplicatorGroup replicators;
    private volatile ObjLongConsumer<PeerId> matched = (follower, index) -> {};

    /** Called by the transport, which the library tells who replicates. */
    void are(ReplicatorGroup replicators) {
        this.replicators = replicators;
    }

    /** What is told of each answer to entries that were sent: whose, and up to where it has all. */
    void onMatched(ObjLongConsumer<PeerId> listener) {
        matched = listener;
    }

    /** Called by the transport when the library has dealt with an answer to entries. */
    void answered(PeerId follower, AppendEntriesRequest request, AppendEntriesResponse response) {
        if (response.getSuccess()) {
            matched.accept(follower, request.getPrevLogIndex() + request.getEntriesCount());
        }
    }

    /**
     * Sends a heartbeat now. Does not wait for a connection.
     *
     * @param done runs once, within the time a heartbeat may take, maybe before this returns
     */
    void sendHeartbeat(PeerId follower, RpcResponseClosure<AppendEntriesResponse> done) {
        ReplicatorGroup known = replicators;
        if (known == null) {
            done.run(new Status(RaftError.EHOSTDOWN, "nobody follows"));
        } else {
            known.sendHeartbeat(follower, done);
        }
    }
}
