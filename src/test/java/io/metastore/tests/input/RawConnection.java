package io.metastore.tests.input;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** A TCP connection on which bytes are sent that are no good HTTP/2. */
final class RawConnection {
    private static final byte[] PREFACE =
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EMPTY_SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};
    private static final int END_MAX_MILLIS = 10_000;
    private static final long SEED = 3;

    private RawConnection() {}

    /** A SETTINGS frame whose length is no multiple of six. */
    static byte[] badFrame() {
        return concat(
                PREFACE, EMPTY_SETTINGS, new byte[] {0, 0, 5, 4, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5});
    }

    /** A HEADERS frame whose block is no HPACK. */
    static byte[] badHeaders() {
        byte[] block = {0, 0, 4, 1, 4, 0, 0, 0, 1, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f};
        return concat(PREFACE, EMPTY_SETTINGS, block);
    }

    /** Bytes of no protocol at all, with line ends for those that wait for one. */
    static byte[] noise() {
        byte[] noise = new byte[20_000];
        new Random(SEED).nextBytes(noise);
        return concat(noise, "\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** Sends, and fails when the server does not close the connection in time. */
    static void sendAndAwaitEnd(int port, byte[] bytes) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(END_MAX_MILLIS);
            send(socket, bytes);
            // What the server has to say before it hangs up does not matter.
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the server left the connection open", e);
        } catch (IOException e) {
            // A reset or a closed pipe is as good an end as any.
            if (!String.valueOf(e.getMessage()).matches("(?i).*(reset|broken pipe).*")) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void send(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
