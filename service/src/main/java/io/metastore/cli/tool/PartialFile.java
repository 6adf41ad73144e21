package io.metastore.cli.tool;

import io.metastore.disk.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that gets its name when it is complete and durable. Until then it is called like that with
 * {@code .part} behind, and it goes when it is closed before.
 */
final class PartialFile implements SnapshotTarget {
    private final Path file;
    private final Path part;
    private final FileChannel channel;

    PartialFile(Path file) throws IOException {
        this.file = file;
        this.part = file.resolveSibling(file.getFileName() + ".part");
        this.channel =
                FileChannel.open(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void complete() throws IOException {
        channel.force(true);
        channel.close();
        DurableFiles.move(part, file);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(part);
    }
}
