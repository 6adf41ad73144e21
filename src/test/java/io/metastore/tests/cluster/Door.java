package io.metastore.tests.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * The address under which others know a member. It passes their connections on to where the member
 * listens, as far as the links allow.
 */
final class Door implements AutoCloseable {
    private static final int BACKLOG = 64;

    private final String member;
    private final int peerPort;
    private final Links links;
    private final BiFunction<Integer, Integer, Optional<String>> sourceOf;
    private final ServerSocket server;
    private final Set<PassedConnection> connections = ConcurrentHashMap.newKeySet();

    /**
     * Opens it on a port.
     *
     * @param sourceOf the name of the member that has a connection between two ports
     */
    Door(
            String member,
            Ports ports,
            int peerPort,
            Links links,
            BiFunction<Integer, Integer, Optional<String>> sourceOf) {
        this.member = member;
        this.peerPort = peerPort;
        this.links = links;
        this.sourceOf = sourceOf;
        try {
            server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.next()), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Daemon.start("door of " + member, this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket accepted = server.accept();
                Daemon.start("door of " + member + " pass", () -> pass(accepted));
            } catch (IOException e) {
                // Closed, or out of files for a moment; whoever knocked will do so again.
                continue;
            }
        }
    }

    private void pass(Socket accepted) {
        Optional<String> source = sourceOf.apply(accepted.getPort(), port());
        if (source.isEmpty()) {
            Sockets.close(accepted);
            return;
        }
        Link link = new Link(source.get(), member);
        PassedConnection connection = new PassedConnection(link, links, accepted);
        connections.add(connection);
        try {
            connection.run(peerPort);
        } finally {
            connections.remove(connection);
        }
    }

    /** Closes the connections over links that are refused. */
    void closeRefused() {
        List.copyOf(connections).stream()
                .filter(PassedConnection::isRefused)
                .forEach(PassedConnection::close);
    }

    /** Closes the connections over links that are cut, with all that waits in them. */
    void closeCut() {
        List.copyOf(connections).stream()
                .filter(PassedConnection::isCut)
                .forEach(PassedConnection::close);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            connections.forEach(PassedConnection::close);
        }
    }
}
