package io.metastore.tests.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * Free ports of the loopback interface.
 *
 * <p>They lie below the range the kernel takes for outgoing connections, so that none of those can
 * sit on the port of a member while that is down for a moment. A port is handed out once.
 */
final class Ports {
    private static final int FIRST = 12_000;
    private static final int COUNT = 18_000;
    private static final int ATTEMPTS_MAX = 1_000;

    private final Random random;
    private final Set<Integer> taken = new HashSet<>();

    Ports(Random random) {
        this.random = random;
    }

    synchronized int next() {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            int port = FIRST + random.nextInt(COUNT);
            if (!taken.contains(port) && isFree(port)) {
                taken.add(port);
                return port;
            }
        }
        throw new IllegalStateException("no free port in " + ATTEMPTS_MAX + " attempts");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
