package io.metastore.tests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a refused call must look like on the wire. */
public final class Refusal {
    private Refusal() {}

    /** The call must fail with exactly this code and exactly this text. */
    public static void assertRefused(Code code, String text, ThrowingCallable call) {
        StatusRuntimeException failure = failure(call);
        assertThat(failure.getStatus().getDescription()).isEqualTo(text);
        assertThat(failure.getStatus().getCode()).isEqualTo(code);
    }

    /** The call must fail with this code, whatever the text. */
    public static void assertRefused(Code code, ThrowingCallable call) {
        assertThat(failure(call).getStatus().getCode()).isEqualTo(code);
    }

    private static StatusRuntimeException failure(ThrowingCallable call) {
        StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class, call);
        assertThat(failure).as("the call should have been refused").isNotNull();
        return failure;
    }
}
