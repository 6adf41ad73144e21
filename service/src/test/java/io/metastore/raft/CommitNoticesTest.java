package io.metastore.raft;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.error.RaftError;
import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesResponse;
import com.alipay.sofa.jraft.rpc.RpcResponseClosure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommitNoticesTest {
    private static final PeerId SELF = PeerIds.peerId(1);
    private static final PeerId NEAR = PeerIds.peerId(2);
    private static final PeerId FAR = PeerIds.peerId(3);
    private static final List<PeerId> GROUP = List.of(SELF, NEAR, FAR);
    private static final Status LOST = new Status(RaftError.EHOSTDOWN, "gone");

    private record Sent(PeerId to, RpcResponseClosure<AppendEntriesResponse> done) {}

    private final List<Sent> sent = new ArrayList<>();
    private final CommitNotices notices =
            new CommitNotices((to, done) -> sent.add(new Sent(to, done)));

    private void bothHave(long index) {
        notices.matched(NEAR, index);
        notices.matched(FAR, index);
    }

    private void committed(long index) {
        notices.tell(GROUP, SELF, index);
    }

    private void answer(int number, Status status) {
        sent.get(number).done().run(status);
    }

    private List<PeerId> told() {
        return sent.stream().map(Sent::to).toList();
    }

    @Test
    void every_other_member_is_told() {
        bothHave(7);
        committed(7);
        assertThat(told()).containsExactly(NEAR, FAR);
    }

    @Test
    void who_does_not_have_it_yet_is_told_when_it_has() {
        notices.matched(NEAR, 7);
        notices.matched(FAR, 6);
        committed(7);
        assertThat(told()).containsExactly(NEAR);

        notices.matched(FAR, 7);
        assertThat(told()).containsExactly(NEAR, FAR);
    }

    @Test
    void what_is_committed_while_a_notice_is_on_its_way_is_told_by_one_more() {
        bothHave(9);
        committed(7);
        committed(8);
        committed(9);
        assertThat(sent).hasSize(2);

        answer(0, Status.OK());
        assertThat(told()).containsExactly(NEAR, FAR, NEAR);
        answer(2, Status.OK());
        assertThat(sent).hasSize(3);
    }

    @Test
    void nothing_new_needs_no_further_notice() {
        bothHave(7);
        committed(7);
        answer(0, Status.OK());
        answer(1, Status.OK());
        committed(7);
        bothHave(8);
        assertThat(sent).hasSize(2);

        committed(8);
        assertThat(sent).hasSize(4);
    }

    @Test
    void a_member_that_is_not_reached_is_left_to_the_next_commit() {
        bothHave(9);
        committed(7);
        committed(8);
        answer(1, LOST);
        assertThat(sent).hasSize(2);

        committed(9);
        assertThat(told()).containsExactly(NEAR, FAR, FAR);
    }
}
