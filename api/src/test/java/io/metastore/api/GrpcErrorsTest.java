package io.metastore.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class GrpcErrorsTest {
    private static final Metadata.Key<String> DETAIL =
            Metadata.Key.of("detail", Metadata.ASCII_STRING_MARSHALLER);

    @Test
    void expected_error_goes_out_by_the_table() {
        assertStatus(
                EtcdError.LEASE_NOT_FOUND.exception(),
                Code.NOT_FOUND,
                "etcdserver: requested lease not found");
    }

    @Test
    void wrappers_of_futures_are_looked_through() {
        Throwable failure =
                new CompletionException(new ExecutionException(EtcdError.NO_LEADER.exception()));

        assertStatus(failure, Code.UNAVAILABLE, "etcdserver: no leader");
    }

    @Test
    void wrapper_without_a_cause_is_a_failure_like_any_other() {
        assertStatus(new CompletionException("lost", null), Code.UNKNOWN, "lost");
    }

    @Test
    void status_exception_comes_back_as_it_is() {
        StatusRuntimeException failure = Status.ABORTED.asRuntimeException();

        assertThat(GrpcErrors.toStatusRuntimeException(failure)).isSameAs(failure);
        assertThat(GrpcErrors.toStatusRuntimeException(new CompletionException(failure)))
                .isSameAs(failure);
    }

    @Test
    void checked_status_exception_keeps_its_status_and_trailers() {
        Metadata trailers = new Metadata();
        trailers.put(DETAIL, "kept");
        StatusException failure = Status.ABORTED.withDescription("x").asException(trailers);

        assertStatus(failure, Code.ABORTED, "x");
        Metadata answered = GrpcErrors.toStatusRuntimeException(failure).getTrailers();
        assertThat(answered).isNotNull();
        assertThat(answered.get(DETAIL)).isEqualTo("kept");
    }

    @Test
    void unexpected_failure_is_unknown_with_its_own_text() {
        assertStatus(new IllegalStateException("broken"), Code.UNKNOWN, "broken");
    }

    @Test
    void failure_without_a_text_is_named_by_its_class() {
        assertStatus(new IllegalStateException(), Code.UNKNOWN, "java.lang.IllegalStateException");
    }

    @Test
    void unexpected_failure_stays_available_to_the_server() {
        IllegalStateException failure = new IllegalStateException("broken");

        assertThat(GrpcErrors.toStatus(failure).getCause()).isSameAs(failure);
    }

    private static void assertStatus(Throwable failure, Code code, String text) {
        Status status = GrpcErrors.toStatusRuntimeException(failure).getStatus();
        assertThat(status.getCode()).isEqualTo(code);
        assertThat(status.getDescription()).isEqualTo(text);
    }
}
