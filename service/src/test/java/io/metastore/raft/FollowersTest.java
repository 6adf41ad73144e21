package io.metastore.raft;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.entity.RaftOutter.EntryMeta;
import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FollowersTest {
    private static final PeerId FOLLOWER = PeerIds.peerId(2);

    private final Map<PeerId, Long> matched = new HashMap<>();
    private final Followers followers = new Followers();

    @Test
    void an_answer_tells_up_to_where_the_follower_has_everything() {
        followers.onMatched(matched::put);

        followers.answered(FOLLOWER, entriesAfter(7), answer(false));
        assertThat(matched).isEmpty();

        followers.answered(FOLLOWER, entriesAfter(7), answer(true));
        assertThat(matched).containsEntry(FOLLOWER, 9L);
    }

    /** Two entries. */
    private static AppendEntriesRequest entriesAfter(long index) {
        return AppendEntriesRequest.newBuilder()
                .setPrevLogIndex(index)
                .addEntries(EntryMeta.getDefaultInstance())
                .addEntries(EntryMeta.getDefaultInstance())
                .buildPartial();
    }

    private static AppendEntriesResponse answer(boolean success) {
        return AppendEntriesResponse.newBuilder().setTerm(1).setSuccess(success).buildPartial();
    }
}
