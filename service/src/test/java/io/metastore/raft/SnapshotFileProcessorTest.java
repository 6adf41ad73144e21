package io.metastore.raft;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sofa.jraft.error.RaftError;
import com.alipay.sofa.jraft.rpc.RpcRequests.ErrorResponse;
import com.alipay.sofa.jraft.rpc.RpcRequests.GetFileRequest;
import org.junit.jupiter.api.Test;

final class SnapshotFileProcessorTest {
    static {
        LibrarySettings.apply();
    }

    @Test
    void a_transfer_that_is_no_more_is_told_to_be_cancelled() {
        GetFileRequest request =
                GetFileRequest.newBuilder()
                        .setReaderId(1)
                        .setFilename("state")
                        .setOffset(0)
                        .setCount(1)
                        .build();

        Object answer = new SnapshotFileProcessor(Runnable::run).processRequest(request, null);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        ErrorResponse.class,
                        error -> {
                            assertThat(error.getErrorCode())
                                    .isEqualTo(RaftError.ECANCELED.getNumber());
                            assertThat(error.getErrorMsg()).contains("reader");
                        });
    }
}
