package io.metastore.raft;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sofa.jraft.ReplicatorGroup;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.core.ReplicatorGroupImpl;
import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesResponse;
import com.alipay.sofa.jraft.rpc.RpcResponseClosureAdapter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever asks for followers must be told of those that the library replicates to. */
class PeerClientTest {
    private final PeerOptions options = new PeerOptions();
    private final ReplicatorGroup replicators = new ReplicatorGroupImpl();
    private final PeerClient client = new PeerClient();

    @BeforeAll
    static void settle() {
        LibrarySettings.apply();
    }

    @AfterEach
    void shutdown() {
        client.shutdown();
    }

    private String answerToHeartbeat() {
        List<String> answers = new ArrayList<>();
        options.followers()
                .sendHeartbeat(
                        PeerIds.peerId(7),
                        new RpcResponseClosureAdapter<AppendEntriesResponse>() {
                            @Override
                            public void run(Status status) {
                                answers.add(status.getErrorMsg());
                            }
                        });
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }

    @Test
    void without_anybody_who_replicates_there_are_no_followers() {
        client.init(options);
        assertThat(answerToHeartbeat()).isEqualTo("nobody follows");
    }

    @Test
    void those_named_before_the_options_are_known() {
        client.registerConnectEventListener(replicators);
        client.init(options);
        assertThat(answerToHeartbeat()).contains("is not connected");
    }

    @Test
    void those_named_after_the_options_are_known() {
        client.init(options);
        client.registerConnectEventListener(replicators);
        assertThat(answerToHeartbeat()).contains("is not connected");
    }
}
