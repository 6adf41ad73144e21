package io.metastore.node;

import com.google.protobuf.Message;
import io.metastore.api.EtcdError;
import io.metastore.apply.EntryEncoder;
import io.metastore.apply.Outcome;
import io.metastore.command.Command;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The way of commands into the log and of their answers back.
 *
 * <p>Commands that arrive in one turn of an event loop, or while earlier entries are being written,
 * leave together as the next entry. An entry whose sending fails, or whose leader changes, is sent
 * again under the same sequence; the log's readers apply it once. The answers come from this
 * member's own apply, so it does not matter which member led.
 *
 * <p>Any thread submits; the apply thread completes; a timer ticks.
 */
public final class Proposals {
    private final long proposerId;
    private final ProposalLimits limits;
    private final Leadership leadership;
    private final EntrySender sender;
    private final LongSupplier nanoTime;
    private final NodeStats stats;

    private final Object lock = new Object();
    private final Deque<PendingCommand> queue = new ArrayDeque<>();
    private final Map<Long, ProposedEntry> inFlight = new LinkedHashMap<>();
    private long queuedBytes;
    private long lastSequence;
    private boolean gathering;
    private boolean stopped;

    /** Answers of the group of entries being applied. Confined to the apply thread. */
    private final Deliveries deliveries = new Deliveries();

    Proposals(
            long proposerId,
            ProposalLimits limits,
            Leadership leadership,
            EntrySender sender,
            LongSupplier nanoTime,
            NodeStats stats) {
        this.proposerId = proposerId;
        this.limits = limits;
        this.leadership = leadership;
        this.sender = sender;
        this.nanoTime = nanoTime;
        this.stats = stats;
        leadership.onChange(leader -> leaderChanged(leader.memberId()));
    }

    /**
     * Proposes a command.
     *
     * @param executor where the stage completes, with the response or an {@code EtcdException}
     */
    public CompletionStage<Message> submit(Command command, Executor executor) {
        byte[] encoded = command.toByteArray();
        if (encoded.length > limits.requestBytesMax()) {
            return refused(EtcdError.REQUEST_TOO_LARGE);
        }
        PendingCommand pending = new PendingCommand(encoded, executor, nanoTime.getAsLong());
        synchronized (lock) {
            if (stopped) {
                return refused(EtcdError.STOPPED);
            }
            if (queue.size() >= limits.queuedCommandsMax()
                    || queuedBytes + encoded.length > limits.queuedBytesMax()) {
                return refused(EtcdError.TOO_MANY_REQUESTS);
            }
            queue.addLast(pending);
            queuedBytes += encoded.length;
            if (gathering || inFlight.size() >= limits.entriesInFlightMax()) {
                return pending.answer();
            }
            gathering = true;
        }
        Turn.atEnd(executor, this::sendGathered);
        return pending.answer();
    }

    /** The commands that the same turn of an event loop brought go along. */
    private void sendGathered() {
        synchronized (lock) {
            gathering = false;
        }
        sendWaiting();
    }

    boolean isStopped() {
        synchronized (lock) {
            return stopped;
        }
    }

    /** Commands that wait for their answer. Any thread. */
    public int pending() {
        synchronized (lock) {
            return queue.size()
                    + inFlight.values().stream().mapToInt(entry -> entry.commands().size()).sum();
        }
    }

    /** Takes the outcomes of an applied entry; called by the apply thread for every entry. */
    void applied(long entryProposerId, long sequence, List<Outcome> outcomes) {
        if (entryProposerId != proposerId || outcomes.isEmpty()) {
            return;
        }
        ProposedEntry entry;
        synchronized (lock) {
            entry = inFlight.remove(sequence);
        }
        if (entry == null) {
            return;
        }
        for (int i = 0; i < outcomes.size(); i++) {
            PendingCommand command = entry.commands().get(i);
            Outcome outcome = outcomes.get(i);
            deliveries.add(command.executor(), () -> deliver(command, outcome));
        }
        sendWaiting();
    }

    /** Hands out the answers of the entries applied since the last call; apply thread. */
    void flush() {
        deliveries.flush();
    }

    /** Sends again what did not reach the leader and gives up what is too old. */
    void tick() {
        List<PendingCommand> expired = new ArrayList<>();
        synchronized (lock) {
            long oldest = nanoTime.getAsLong() - limits.timeoutMillis() * 1_000_000;
            inFlight.values().removeIf(entry -> expire(entry.commands(), oldest, expired));
            while (!queue.isEmpty() && queue.peekFirst().startNanos() - oldest < 0) {
                PendingCommand command = queue.removeFirst();
                queuedBytes -= command.encoded().length;
                expired.add(command);
            }
        }
        for (PendingCommand command : expired) {
            stats.proposalFailed();
            fail(command, leadership.timeoutOf(command.startNanos()));
        }
        if (leadership.isKnown()) {
            resend(false);
        }
        sendWaiting();
    }

    /** Fails everything that waits and refuses what comes. */
    void stop() {
        List<PendingCommand> waiting = new ArrayList<>();
        synchronized (lock) {
            stopped = true;
            waiting.addAll(queue);
            inFlight.values().forEach(entry -> waiting.addAll(entry.commands()));
            queue.clear();
            inFlight.clear();
            queuedBytes = 0;
        }
        waiting.forEach(command -> fail(command, EtcdError.STOPPED));
    }

    private void leaderChanged(long leaderId) {
        if (leaderId != 0) {
            resend(true);
        }
    }

    private static boolean expire(
            List<PendingCommand> commands, long oldest, List<PendingCommand> expired) {
        boolean old = commands.get(0).startNanos() - oldest < 0;
        if (old) {
            expired.addAll(commands);
        }
        return old;
    }

    private void resend(boolean everything) {
        List<ProposedEntry> entries;
        synchronized (lock) {
            entries =
                    inFlight.values().stream()
                            .filter(entry -> everything || !entry.isOnItsWay())
                            .toList();
        }
        entries.forEach(this::send);
    }

    private void sendWaiting() {
        for (ProposedEntry entry = next(); entry != null; entry = next()) {
            send(entry);
        }
    }

    private @Nullable ProposedEntry next() {
        synchronized (lock) {
            if (queue.isEmpty() || inFlight.size() >= limits.entriesInFlightMax() || isHeldUp()) {
                return null;
            }
            List<PendingCommand> commands = new ArrayList<>();
            List<byte[]> encoded = new ArrayList<>();
            long bytes = 0;
            while (!queue.isEmpty()
                    && commands.size() < limits.commandsPerEntryMax()
                    && (commands.isEmpty()
                            || bytes + queue.peekFirst().sizeBytes()
                                    <= limits.bytesPerEntryMax())) {
                PendingCommand command = queue.removeFirst();
                queuedBytes -= command.encoded().length;
                bytes += command.sizeBytes();
                commands.add(command);
                encoded.add(command.encoded());
            }
            long sequence = ++lastSequence;
            byte[] entryBytes = EntryEncoder.encode(proposerId, sequence, encoded);
            ProposedEntry entry = new ProposedEntry(sequence, entryBytes, commands);
            inFlight.put(sequence, entry);
            return entry;
        }
    }

    /**
     * Whether the oldest entry under way has fallen so far behind that a further one would bring it
     * near the end of the window in which a retry is recognised.
     */
    private boolean isHeldUp() {
        return !inFlight.isEmpty()
                && lastSequence - inFlight.keySet().iterator().next()
                        >= ProposalLimits.SEQUENCE_SPAN_MAX;
    }

    private void send(ProposedEntry entry) {
        byte[] attempt;
        synchronized (lock) {
            attempt = entry.startAttempt();
        }
        sender.send(attempt)
                .whenComplete(
                        (done, failure) -> {
                            if (failure != null) {
                                synchronized (lock) {
                                    entry.attemptFailed();
                                }
                            }
                        });
    }

    private static void deliver(PendingCommand command, Outcome outcome) {
        if (outcome instanceof Outcome.Answered answered) {
            command.answer().complete(answered.response());
        } else if (outcome instanceof Outcome.Refused refused) {
            command.answer().completeExceptionally(refused.error().exception());
        }
    }

    private static void fail(PendingCommand command, EtcdError error) {
        command.executor().execute(() -> command.answer().completeExceptionally(error.exception()));
    }

    private static CompletionStage<Message> refused(EtcdError error) {
        return CompletableFuture.failedFuture(error.exception());
    }
}
