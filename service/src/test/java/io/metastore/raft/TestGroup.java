package io.metastore.raft;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** A few members of one group in this process. */
final class TestGroup implements AutoCloseable {
    private final List<TestMember> members;

    TestGroup(Path directory, int size, int snapshotCatchUpEntries) {
        List<Peer> peers = peers(size);
        this.members =
                peers.stream()
                        .map(
                                peer ->
                                        new TestMember(
                                                TestMember.config(
                                                        peer,
                                                        peers,
                                                        directory.resolve("m" + peer.id()),
                                                        snapshotCatchUpEntries)))
                        .toList();
    }

    /** Free ports, all held at once so that they differ. */
    static List<Peer> peers(int size) {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (int i = 0; i < size; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")));
            }
            List<Peer> peers =
                    LongStream.range(0, size)
                            .mapToObj(
                                    i ->
                                            new Peer(
                                                    i + 1,
                                                    "127.0.0.1",
                                                    sockets.get((int) i).getLocalPort()))
                            .toList();
            for (ServerSocket socket : sockets) {
                socket.close();
            }
            return peers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestGroup start() {
        members.forEach(TestMember::start);
        return this;
    }

    List<TestMember> members() {
        return members;
    }

    TestMember leader() {
        Eventually.until("a leader", () -> members.stream().anyMatch(TestMember::leads));
        return members.stream().filter(TestMember::leads).findFirst().orElseThrow();
    }

    List<TestMember> others(TestMember member) {
        return members.stream().filter(other -> other != member).toList();
    }

    @Override
    public void close() {
        members.forEach(TestMember::close);
    }
}
