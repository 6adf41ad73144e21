package io.metastore.raft;

import com.alipay.sofa.jraft.core.NodeImpl;
import java.lang.invoke.MethodHandles;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Keeps SIGUSR2 with the Java machine, which stops threads with it to see where they are. The
 * library takes the signal for itself and writes three files into the working directory for each
 * one that arrives: a recording of Java's Flight Recorder would have no samples, and would fill the
 * disk with thousands of them.
 */
final class ProfilerSignal {
    static final Signal SIGNAL = new Signal("USR2");

    private ProfilerSignal() {}

    /** Lets the library take the signal, which it does once, and gives it back. */
    static void keep() {
        SignalHandler machine = Signal.handle(SIGNAL, SignalHandler.SIG_IGN);
        try {
            MethodHandles.lookup().ensureInitialized(NodeImpl.class);
        } catch (IllegalAccessException e) {
            throw new AssertionError("the class is public", e);
        } finally {
            Signal.handle(SIGNAL, machine);
        }
    }
}
