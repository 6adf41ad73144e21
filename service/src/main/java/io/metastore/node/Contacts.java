package io.metastore.node;

import com.google.protobuf.InvalidProtocolBufferException;
import io.metastore.api.etcdserverpb.Member;
import io.metastore.peer.PeerQuestion;
import io.metastore.peer.ProgressAnswer;
import io.metastore.peer.ProgressRequest;
import io.metastore.raft.Consensus;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which members answer, since when, and how far they are: each is asked again and again. The timer
 * asks, any thread reads.
 */
final class Contacts {
    /** How often each member is asked, unless the last question is still open. */
    static final long TICK_MILLIS = 500;

    /** For how long a member must have answered to count as healthy. */
    static final long HEALTHY_MILLIS = 5000;

    private static final byte[] QUESTION =
            PeerQuestion.newBuilder()
                    .setProgress(ProgressRequest.getDefaultInstance())
                    .build()
                    .toByteArray();

    private record Contact(long sinceNanos, long appliedIndex) {}

    private final ClusterView cluster;
    private final Supplier<Consensus> consensus;
    private final LongSupplier nanoTime;
    private final long timeoutMillis;
    private final Map<Long, Contact> contacts = new ConcurrentHashMap<>();
    private final Set<Long> asked = ConcurrentHashMap.newKeySet();

    Contacts(
            ClusterView cluster,
            Supplier<Consensus> consensus,
            LongSupplier nanoTime,
            long timeoutMillis) {
        this.cluster = cluster;
        this.consensus = consensus;
        this.nanoTime = nanoTime;
        this.timeoutMillis = timeoutMillis;
    }

    void tick() {
        List<Member> others = cluster.others();
        contacts.keySet().removeIf(id -> others.stream().noneMatch(other -> other.getID() == id));
        others.stream().mapToLong(Member::getID).filter(asked::add).forEach(this::ask);
    }

    private void ask(long id) {
        consensus
                .get()
                .callMember(id, QUESTION, timeoutMillis)
                .thenApply(Contacts::appliedIndex)
                .whenComplete((applied, failure) -> answered(id, failure == null ? applied : null));
    }

    private void answered(long id, @Nullable Long appliedIndex) {
        if (appliedIndex == null) {
            contacts.remove(id);
        } else {
            Contact before = contacts.get(id);
            long since = before == null ? nanoTime.getAsLong() : before.sinceNanos();
            contacts.put(id, new Contact(since, appliedIndex));
        }
        asked.remove(id);
    }

    /** Whether the member answered when it was asked last. */
    boolean isActive(long id) {
        return contacts.containsKey(id);
    }

    /** Whether the member has answered for long enough. */
    boolean isHealthy(long id) {
        Contact contact = contacts.get(id);
        return contact != null
                && nanoTime.getAsLong() - contact.sinceNanos() >= HEALTHY_MILLIS * 1_000_000;
    }

    /** The index the member had applied when it answered last; -1 when it does not answer. */
    long appliedIndex(long id) {
        Contact contact = contacts.get(id);
        return contact == null ? -1 : contact.appliedIndex();
    }

    private static long appliedIndex(byte[] answer) {
        try {
            return ProgressAnswer.parseFrom(answer).getAppliedIndex();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("not an answer", e);
        }
    }
}
