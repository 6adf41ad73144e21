package io.metastore.raft;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.error.RaftError;
import org.junit.jupiter.api.Test;

class ProposalTest {
    private static void answer(Status status) {
        var proposal = new Proposal();
        proposal.run(status);
        Eventually.get(proposal.answer());
    }

    @Test
    void refused_entry_was_certainly_not_appended() {
        assertThatThrownBy(() -> answer(new Status(RaftError.EPERM, "Is not leader.")))
                .isInstanceOf(NotLeaderException.class);
        assertThatThrownBy(() -> answer(new Status(RaftError.EBUSY, "busy")))
                .isInstanceOf(NotLeaderException.class);
    }

    @Test
    void fate_of_an_entry_given_up_after_its_append_is_unknown() {
        assertThatThrownBy(() -> answer(new Status(RaftError.EPERM, "Leader stepped down")))
                .isInstanceOf(ProposalLostException.class);
        assertThatThrownBy(() -> answer(new Status(RaftError.EIO, "disk")))
                .isInstanceOf(ProposalLostException.class);
    }

    @Test
    void applied_entry_completes() {
        assertThatCode(() -> answer(Status.OK())).doesNotThrowAnyException();
    }
}
