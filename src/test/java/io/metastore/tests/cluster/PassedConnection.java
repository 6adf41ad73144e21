package io.metastore.tests.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * A connection that one member made to another, in two halves. A cut link holds the bytes of one
 * direction, the end of the stream included, and lets no new connection come about, for that takes
 * both directions.
 */
final class PassedConnection implements AutoCloseable {
    private static final int CHUNK_BYTES = 64 << 10;

    private final Link link;
    private final Links links;
    private final Socket near;
    private volatile @Nullable Socket far;
    private volatile boolean closed;

    PassedConnection(Link link, Links links, Socket accepted) {
        this.link = link;
        this.links = links;
        this.near = accepted;
    }

    boolean isCut() {
        return links.isCut(link) || links.isCut(link.back());
    }

    boolean isRefused() {
        return links.isRefused(link) || links.isRefused(link.back());
    }

    /** Passes bytes in both directions until one end closes. */
    void run(int port) {
        try (this) {
            links.awaitOpen(link, this::isClosed);
            links.awaitOpen(link.back(), this::isClosed);
            if (isRefused() || closed) {
                return;
            }
            Socket target = new Socket(InetAddress.getLoopbackAddress(), port);
            far = target;
            near.setTcpNoDelay(true);
            target.setTcpNoDelay(true);
            Daemon.start("answers over " + link, () -> pump(target, near, link.back()));
            pump(near, target, link);
        } catch (IOException e) {
            // The member at the other end is down: closing is how the caller learns of it.
            return;
        }
    }

    private boolean isClosed() {
        return closed;
    }

    private void pump(Socket from, Socket to, Link direction) {
        byte[] chunk = new byte[CHUNK_BYTES];
        try (this) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int count;
            do {
                count = readOrEnd(in, chunk);
                links.awaitOpen(direction, this::isClosed);
                out.write(chunk, 0, Math.max(0, count));
            } while (count >= 0 && !closed);
        } catch (IOException e) {
            // One end has closed; the other is closed too.
            return;
        }
    }

    /** The end of a process looks like the end of its stream; both wait behind a cut. */
    private static int readOrEnd(InputStream in, byte[] chunk) {
        try {
            return in.read(chunk);
        } catch (IOException e) {
            return -1;
        }
    }

    @Override
    public void close() {
        closed = true;
        Sockets.close(near);
        Socket target = far;
        if (target != null) {
            Sockets.close(target);
        }
        links.wakeAll();
    }
}
