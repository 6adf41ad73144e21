package io.metastore.node;

import java.util.List;

/** An entry of this member on its way through the log. Guarded by the lock of {@link Proposals}. */
final class ProposedEntry {
    private final long sequence;
    private final byte[] bytes;
    private final List<PendingCommand> commands;
    private boolean sent;
    private boolean onItsWay;

    ProposedEntry(long sequence, byte[] bytes, List<PendingCommand> commands) {
        this.sequence = sequence;
        this.bytes = bytes;
        this.commands = commands;
    }

    long sequence() {
        return sequence;
    }

    List<PendingCommand> commands() {
        return commands;
    }

    long startNanos() {
        return commands.get(0).startNanos();
    }

    boolean isOnItsWay() {
        return onItsWay;
    }

    /** The bytes for one attempt; a copy when an earlier attempt may still refer to them. */
    byte[] startAttempt() {
        byte[] attempt = sent ? bytes.clone() : bytes;
        sent = true;
        onItsWay = true;
        return attempt;
    }

    void attemptFailed() {
        onItsWay = false;
    }
}
