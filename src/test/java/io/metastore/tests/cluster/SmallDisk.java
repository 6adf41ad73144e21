package io.metastore.tests.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file system of a few megabytes, in mount and user namespaces of its own; needs neither root nor
 * a loop device. A process of ours keeps the namespaces while members in them come and go; it ends
 * with this virtual machine, and the file system with it.
 */
public final class SmallDisk implements AutoCloseable {
    private static final String MOUNTED = "mounted";
    private static final int BLOCK_BYTES = 64 << 10;

    private final Path mountPoint;
    private final Process holder;

    /**
     * Mounts it.
     *
     * @param mountPoint an existing directory, which stays empty outside of the namespaces
     * @throws IllegalStateException when this machine does not let us
     */
    public SmallDisk(Path mountPoint, int megabytes) {
        this.mountPoint = mountPoint;
        String mount = "mount -t tmpfs -o size=%dm tmpfs \"$0\"".formatted(megabytes);
        List<String> command =
                List.of(
                        "unshare",
                        "--user",
                        "--map-root-user",
                        "--mount",
                        "sh",
                        "-c",
                        // It ends when its input does.
                        mount + " && echo " + MOUNTED + " && exec cat",
                        mountPoint.toString());
        try {
            holder = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said =
                    new BufferedReader(
                                    new InputStreamReader(
                                            holder.getInputStream(), StandardCharsets.UTF_8))
                            .readLine();
            if (!MOUNTED.equals(said)) {
                holder.destroyForcibly();
                throw new IllegalStateException(
                        "this scenario needs user and mount namespaces (unshare): " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("this scenario needs unshare", e);
        }
    }

    public Path mountPoint() {
        return mountPoint;
    }

    /** What makes a command see the file system; the command keeps the process id. */
    List<String> enter() {
        return List.of(
                "nsenter",
                "--target",
                Long.toString(holder.pid()),
                "--user",
                "--preserve-credentials",
                "--mount",
                "--");
    }

    /** A path on it, as this process reaches it. */
    public Path seen(Path inside) {
        return Path.of("/proc/" + holder.pid() + "/root" + inside);
    }

    /**
     * Fills all but so many bytes with a file.
     *
     * @return the bytes of the file
     */
    public long fillUpTo(long freeBytes) {
        byte[] block = new byte[BLOCK_BYTES];
        try (var file = Files.newOutputStream(ballast())) {
            while (free() > freeBytes) {
                file.write(block, 0, (int) Math.min(BLOCK_BYTES, free() - freeBytes));
            }
        } catch (IOException e) {
            // Somebody else took the last bytes meanwhile: it is full, as it should be.
            if (free() > BLOCK_BYTES) {
                throw new UncheckedIOException(e);
            }
        }
        return ballast().toFile().length();
    }

    /** Removes that file. */
    public void release() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long free() {
        return seen(mountPoint).toFile().getUsableSpace();
    }

    private Path ballast() {
        return seen(mountPoint).resolve("ballast");
    }

    @Override
    public void close() {
        holder.destroyForcibly();
    }
}
