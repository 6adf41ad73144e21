package io.metastore.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EtcdErrorTest {
    @Test
    void table_is_the_one_clients_know() throws IOException {
        List<String> table =
                Arrays.stream(EtcdError.values())
                        .map(error -> error.code() + " " + error.message())
                        .toList();

        assertThat(table)
                .containsExactlyInAnyOrderElementsOf(Resource.text("errors.txt").lines().toList());
    }

    @Test
    void no_text_stands_for_two_errors() {
        assertThat(EtcdError.values()).extracting(EtcdError::message).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void error_is_found_by_its_exact_text(EtcdError error) {
        assertThat(EtcdError.ofMessage(error.message())).contains(error);
        assertThat(EtcdError.ofMessage(error.message() + " ")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void status_has_code_and_text_of_the_table(EtcdError error) {
        Status status = error.toStatus();

        assertThat(status.getCode()).isEqualTo(error.code());
        assertThat(status.getDescription()).isEqualTo(error.message());
    }

    @Test
    void only_a_request_that_may_have_been_applied_is_unsafe_to_repeat() {
        EnumSet<EtcdError> unsafe = EnumSet.allOf(EtcdError.class);
        unsafe.removeIf(EtcdError::retrySafe);

        assertThat(unsafe)
                .containsExactlyInAnyOrder(
                        EtcdError.LEADER_CHANGED,
                        EtcdError.STOPPED,
                        EtcdError.TIMEOUT,
                        EtcdError.TIMEOUT_DUE_TO_LEADER_FAIL,
                        EtcdError.TIMEOUT_DUE_TO_CONNECTION_LOST,
                        EtcdError.TIMEOUT_WAIT_APPLIED_INDEX,
                        EtcdError.TIMEOUT_LEADER_TRANSFER,
                        EtcdError.CANCELED,
                        EtcdError.DEADLINE_EXCEEDED);
    }

    @Test
    void exception_carries_the_error_and_no_stack_trace() {
        EtcdException exception = EtcdError.COMPACTED.exception();

        assertThat(exception.error()).isEqualTo(EtcdError.COMPACTED);
        assertThat(exception)
                .hasMessage("etcdserver: mvcc: required revision has been compacted")
                .hasNoCause();
        assertThat(exception.getStackTrace()).isEmpty();
    }
}
