package io.metastore.tests.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;

/** Closes sockets. */
final class Sockets {
    private Sockets() {}

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
