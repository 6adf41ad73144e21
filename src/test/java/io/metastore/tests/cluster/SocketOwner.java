package io.metastore.tests.cluster;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says whose a connection over the loopback interface is, from Linux' table of connections and the
 * open files of processes of the same user.
 */
final class SocketOwner {
    private static final List<Path> TABLES =
            List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int INODE = 9;

    private SocketOwner() {}

    /** What the connection from one port to another is called among open files. */
    static Optional<String> socket(int localPort, int remotePort) throws IOException {
        for (Path table : TABLES) {
            try (Stream<String> rows = Files.lines(table)) {
                Optional<String> inode =
                        rows.map(row -> Arrays.asList(row.strip().split("\\s+", -1)))
                                .filter(row -> isPort(row.get(LOCAL), localPort))
                                .filter(row -> isPort(row.get(REMOTE), remotePort))
                                .map(row -> row.get(INODE))
                                .findFirst();
                if (inode.isPresent()) {
                    return inode.map(number -> "socket:[" + number + "]");
                }
            }
        }
        return Optional.empty();
    }

    /** An address is hexadecimal, with the port behind a colon. */
    private static boolean isPort(String address, int port) {
        return address.endsWith("%s%04X".formatted(":", port));
    }

    /** Whether a process has it open; not when the process has ended. */
    static boolean hasOpen(long pid, String socket) {
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path file : files) {
                if (isLinkTo(file, socket)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isLinkTo(Path file, String socket) {
        try {
            return Files.readSymbolicLink(file).toString().equals(socket);
        } catch (IOException e) {
            // Closed meanwhile.
            return false;
        }
    }
}
