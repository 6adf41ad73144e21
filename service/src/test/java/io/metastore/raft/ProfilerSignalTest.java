package io.metastore.raft;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sofa.jraft.core.NodeImpl;
import java.lang.invoke.MethodHandles;
import org.junit.jupiter.api.Test;
import sun.misc.Signal;
import sun.misc.SignalHandler;

final class ProfilerSignalTest {
    @Test
    void the_library_does_not_take_the_signal_by_which_threads_are_sampled() throws Exception {
        LibrarySettings.apply();
        MethodHandles.lookup().ensureInitialized(NodeImpl.class);

        assertThat(handler().getClass().getPackageName()).doesNotStartWith("com.alipay");
    }

    private static SignalHandler handler() {
        SignalHandler handler = Signal.handle(ProfilerSignal.SIGNAL, SignalHandler.SIG_IGN);
        Signal.handle(ProfilerSignal.SIGNAL, handler);
        return handler;
    }
}
