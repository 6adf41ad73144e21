package io.metastore.raft;

import io.metastore.disk.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Where members were reached when this one ran last. After a restart of all members nobody can ask
 * anybody before it knows an address, and what the log says of them is not yet known to be
 * committed. One line for each member: id, host and port. Any thread.
 */
final class PeersFile {
    private final Path file;
    private final Map<Long, Peer> known = new HashMap<>();

    PeersFile(Path file) {
        this.file = file;
    }

    /** What was written last; nothing at the first start. */
    synchronized Collection<Peer> read() {
        try {
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
                    Peer peer = decode(line);
                    known.put(peer.id(), peer);
                }
            }
            return List.copyOf(known.values());
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }

    /** Adds what is new, durably; cheap when nothing is. */
    synchronized void add(Collection<Peer> peers) {
        if (known.values().containsAll(peers)) {
            return;
        }
        peers.forEach(peer -> known.put(peer.id(), peer));
        StringBuilder text = new StringBuilder();
        known.values().forEach(peer -> text.append(encode(peer)).append('\n'));
        try {
            DurableFiles.replace(file, text.toString().getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static String encode(Peer peer) {
        return "%s %d %s"
                .formatted(HexFormat.of().toHexDigits(peer.id()), peer.port(), peer.host());
    }

    private static Peer decode(String line) {
        int portStart = line.indexOf(' ') + 1;
        int hostStart = line.indexOf(' ', portStart) + 1;
        return new Peer(
                HexFormat.fromHexDigitsToLong(line.substring(0, portStart - 1)),
                line.substring(hostStart),
                Integer.parseInt(line, portStart, hostStart - 1, 10));
    }
}
