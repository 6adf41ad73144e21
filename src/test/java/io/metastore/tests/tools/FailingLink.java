package io.metastore.tests.tools;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Passes connections on to a port. Each direction carries a number of bytes, of all connections
 * together, and then breaks the connection; it works again when it is told to, or never.
 */
final class FailingLink implements AutoCloseable {
    private static final int CHUNK_BYTES = 64 << 10;
    private static final int BACKLOG = 16;

    private final ServerSocket server;
    private final int port;
    private final AtomicLong bytesLeft;
    private final boolean once;

    /**
     * Opens it.
     *
     * @param port where connections are passed on to
     * @param bytes what it carries before it breaks
     * @param once whether it works from then on
     */
    FailingLink(int port, long bytes, boolean once) {
        this.port = port;
        this.bytesLeft = new AtomicLong(bytes);
        this.once = once;
        try {
            server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** Whether it has broken a connection. */
    boolean hasFailed() {
        return bytesLeft.get() < 0;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), port);
                daemon(() -> pump(near, far));
                daemon(() -> pump(far, near));
            } catch (IOException e) {
                // Closed by the end of the test.
                return;
            }
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] chunk = new byte[CHUNK_BYTES];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                if (breaks(count)) {
                    return;
                }
                out.write(chunk, 0, count);
            }
        } catch (IOException e) {
            // One end has closed, and so does the other.
            return;
        }
    }

    private boolean breaks(int count) {
        long before = bytesLeft.getAndUpdate(left -> left < 0 ? left : left - count);
        return before >= 0 ? before < count : !once;
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "failing link");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
