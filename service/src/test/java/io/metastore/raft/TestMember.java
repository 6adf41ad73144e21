package io.metastore.raft;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One member on a loopback port; a restart makes a new consensus and a new state machine. */
final class TestMember implements AutoCloseable {
    static final String GROUP = "test";

    /** A call that the handler does not answer. */
    static final String NEVER = "never";

    /** A call that the handler fails. */
    static final String FAIL = "fail";

    private final ConsensusConfig config;
    private RecordingMachine machine = new RecordingMachine();
    private JRaftConsensus consensus;

    TestMember(ConsensusConfig config) {
        this.config = config;
        this.consensus = create();
    }

    static ConsensusConfig config(
            Peer self, List<Peer> voters, Path directory, int snapshotCatchUpEntries) {
        return config(self, voters, voters, directory, snapshotCatchUpEntries);
    }

    static ConsensusConfig config(
            Peer self,
            List<Peer> voters,
            List<Peer> peers,
            Path directory,
            int snapshotCatchUpEntries) {
        return new ConsensusConfig(
                GROUP,
                self,
                voters,
                peers,
                self.host(),
                self.port(),
                directory,
                400,
                40,
                snapshotCatchUpEntries,
                ReadMode.INDEX,
                false);
    }

    /** Answers with the request and this member's id. */
    private CompletionStage<byte[]> answer(byte[] request) {
        String call = new String(request, StandardCharsets.UTF_8);
        if (call.equals(NEVER)) {
            return new CompletableFuture<>();
        }
        if (call.equals(FAIL)) {
            throw new IllegalStateException("handler failed");
        }
        String text = call + "@" + config.self().id();
        return CompletableFuture.completedStage(text.getBytes(StandardCharsets.UTF_8));
    }

    private JRaftConsensus create() {
        return new JRaftConsensus(config, machine, new Handler());
    }

    private final class Handler implements PeerHandler {
        @Override
        public CompletionStage<byte[]> handle(byte[] request) {
            return answer(request);
        }

        @Override
        public CompletionStage<byte[]> handleAsMember(byte[] request) {
            return answer(("member " + text(request)).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    TestMember start() {
        consensus.start();
        return this;
    }

    TestMember restart() {
        return restart(() -> {});
    }

    /** As above; what is given is called with each snapshot that is to be loaded. */
    TestMember restart(Runnable beforeLoading) {
        machine = new RecordingMachine(beforeLoading);
        consensus = create();
        return start();
    }

    long id() {
        return config.self().id();
    }

    ConsensusConfig config() {
        return config;
    }

    JRaftConsensus consensus() {
        return consensus;
    }

    RecordingMachine machine() {
        return machine;
    }

    boolean leads() {
        return consensus.status().role() == Role.LEADER
                && machine.events().stream().anyMatch(event -> event.startsWith("leading"));
    }

    CompletionStage<Void> propose(String entry) {
        return consensus.propose(entry.getBytes(StandardCharsets.UTF_8));
    }

    void commit(String entry) {
        Eventually.get(propose(entry));
    }

    String call(String request) {
        return call(request, 5_000);
    }

    String call(String request, long timeoutMillis) {
        byte[] answer =
                Eventually.get(
                        consensus.callLeader(
                                request.getBytes(StandardCharsets.UTF_8), timeoutMillis));
        return new String(answer, StandardCharsets.UTF_8);
    }

    /** A call to a member, whoever leads. */
    String callMember(long memberId, String request) {
        return text(
                Eventually.get(
                        consensus.callMember(
                                memberId, request.getBytes(StandardCharsets.UTF_8), 5_000)));
    }

    @Override
    public void close() {
        consensus.close();
    }
}
