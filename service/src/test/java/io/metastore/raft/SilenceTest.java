package io.metastore.raft;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.remoting.rpc.exception.InvokeServerException;
import com.alipay.remoting.rpc.exception.InvokeTimeoutException;
import com.alipay.sofa.jraft.rpc.InvokeCallback;
import com.alipay.sofa.jraft.util.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SilenceTest {
    private static final Endpoint A = new Endpoint("127.0.0.1", 1);
    private static final Endpoint B = new Endpoint("127.0.0.1", 2);

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);
    private final List<Endpoint> closed = new ArrayList<>();
    private final List<Object> ends = new ArrayList<>();
    private final Silence silence = new Silence(closed::add, nanoTime::get);

    private InvokeCallback send(Endpoint address) {
        return silence.sent(
                address, (result, failure) -> ends.add(result == null ? failure : result));
    }

    private void pass(long nanos) {
        nanoTime.addAndGet(nanos);
    }

    private static void timeOut(InvokeCallback request) {
        request.complete(null, new InvokeTimeoutException());
    }

    @Test
    void callers_get_what_came_of_their_requests() {
        send(A).complete("answer", null);
        timeOut(send(A));

        assertThat(ends.get(0)).isEqualTo("answer");
        assertThat(ends.get(1)).isInstanceOf(InvokeTimeoutException.class);
    }

    @Test
    void it_is_counted_from_the_first_request_without_an_answer() {
        InvokeCallback first = send(A);
        send(B);
        pass(Silence.NANOS_MAX - 1);
        InvokeCallback second = send(A);
        timeOut(first);
        assertThat(closed).isEmpty();

        pass(1);
        timeOut(second);
        assertThat(closed).containsExactly(A);
    }

    @Test
    void one_connection_is_closed_once_and_the_next_has_its_own_time() {
        List<InvokeCallback> requests = List.of(send(A), send(A));
        pass(Silence.NANOS_MAX);
        requests.forEach(SilenceTest::timeOut);
        assertThat(closed).containsExactly(A);

        InvokeCallback next = send(A);
        pass(Silence.NANOS_MAX - 1);
        timeOut(next);
        assertThat(closed).hasSize(1);
    }

    @Test
    void whoever_answers_something_is_left_alone() {
        for (Throwable failure : new Throwable[] {null, new InvokeServerException()}) {
            InvokeCallback slow = send(A);
            InvokeCallback quick = send(A);
            pass(Silence.NANOS_MAX);
            quick.complete(null, failure);
            timeOut(slow);
        }
        assertThat(closed).isEmpty();
    }

    @Test
    void time_without_a_connection_does_not_count() {
        InvokeCallback request = send(A);
        silence.ended(A);
        pass(Silence.NANOS_MAX);
        send(A);
        timeOut(request);
        assertThat(closed).isEmpty();
    }
}
