package io.metastore.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * A whole state in one file, the same for every engine. All numbers are big-endian.
 *
 * <ol>
 *   <li>Header, 32 bytes: magic (8), format version (4), applied index (8), applied term (8),
 *       CRC32C of these (4).
 *   <li>Blocks: length of the payload (4, at most 256 KiB, never 0), its CRC32C (4), the payload.
 *       The payloads, one after the other, are the rows; a row may go on in the next block. A row:
 *       {@link Keyspace#id} (1), length of the key (4) and of the value (4), key, value; keyspaces
 *       in the order of the constants, keys ascending.
 *   <li>End, 20 bytes: a block length of 0 (4), number of rows (8), CRC32C of header and payloads
 *       (4), CRC32C of these two (4). Nothing follows.
 * </ol>
 *
 * <p>A reader gets rows while the file is being verified, block by block; it must not put them to
 * use before {@link #forEach} has returned. Memory use does not depend on the size of the file.
 */
public final class SnapshotFile implements SnapshotSource {
    static final long MAGIC = 0x4d53_534e_4150_0d0aL;
    static final int FORMAT_VERSION = 1;
    static final int HEADER_BYTES = 32;

    /** What comes after the block length of 0. */
    static final int END_BYTES = 16;

    private static final int ROW_HEADER_BYTES = 9;

    private final Path file;
    private final Header header;

    private SnapshotFile(Path file, Header header) {
        this.file = file;
        this.header = header;
    }

    /**
     * Writes the snapshot to the file, replacing what is there, and forces it to the device. The
     * caller names the file so that nobody takes it for complete before this method has returned.
     *
     * @throws UncheckedIOException when the file cannot be written; what is there then is no
     *     snapshot
     */
    public static void write(Snapshot snapshot, Path file) {
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            BlockOutput output = new BlockOutput(channel);
            output.writePlain(headerOf(snapshot.appliedIndex(), snapshot.appliedTerm()));
            long rows = writeRows(snapshot, output);
            output.endBlocks();
            output.writePlain(endOf(rows, output.totalChecksum()));
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write snapshot " + file, e);
        }
    }

    /**
     * Opens a file and verifies its header.
     *
     * @throws CorruptSnapshotException when it does not begin like a snapshot of this format
     * @throws UncheckedIOException when it cannot be read
     */
    public static SnapshotFile open(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new SnapshotFile(file, readHeader(new BlockInput(file, channel)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read snapshot " + file, e);
        }
    }

    @Override
    public long appliedIndex() {
        return header.appliedIndex();
    }

    @Override
    public long appliedTerm() {
        return header.appliedTerm();
    }

    @Override
    public void forEach(RowReceiver receiver) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            BlockInput input = new BlockInput(file, channel);
            if (!readHeader(input).equals(header)) {
                throw input.corrupt("the header has changed since the file was opened");
            }
            byte[] rowHeader = new byte[ROW_HEADER_BYTES];
            long rows = 0;
            while (input.hasMore()) {
                input.read(rowHeader);
                readRow(input, ByteBuffer.wrap(rowHeader), receiver);
                rows++;
            }
            readEnd(input, rows);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read snapshot " + file, e);
        }
    }

    private static long writeRows(Snapshot snapshot, BlockOutput output) throws IOException {
        ByteBuffer rowHeader = ByteBuffer.allocate(ROW_HEADER_BYTES);
        long rows = 0;
        for (Keyspace keyspace : Keyspace.values()) {
            try (Cursor cursor = snapshot.scan(keyspace, new byte[0], null, Direction.FORWARD)) {
                while (cursor.next()) {
                    byte[] key = cursor.key();
                    byte[] value = cursor.value();
                    rowHeader.clear();
                    rowHeader.put((byte) keyspace.id());
                    rowHeader.putInt(key.length).putInt(value.length);
                    output.write(rowHeader.array());
                    output.write(key);
                    output.write(value);
                    rows++;
                }
            }
        }
        return rows;
    }

    private static void readRow(BlockInput input, ByteBuffer rowHeader, RowReceiver receiver)
            throws IOException {
        int keyspaceId = rowHeader.get();
        Keyspace keyspace = Keyspace.ofId(keyspaceId);
        int keyLength = rowHeader.getInt();
        int valueLength = rowHeader.getInt();
        if (keyspace == null) {
            throw input.corrupt("unknown keyspace " + keyspaceId);
        }
        // The checksum was right, so this is a bug of the writer: still no reason to run out of
        // heap.
        long fileBytes = input.fileBytes();
        if (keyLength < 0 || keyLength > fileBytes || valueLength < 0 || valueLength > fileBytes) {
            throw input.corrupt("impossible row lengths " + keyLength + " and " + valueLength);
        }
        byte[] key = new byte[keyLength];
        input.read(key);
        byte[] value = new byte[valueLength];
        input.read(value);
        receiver.row(keyspace, key, value);
    }

    private static ByteBuffer headerOf(long appliedIndex, long appliedTerm) {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES);
        bytes.putLong(MAGIC).putInt(FORMAT_VERSION).putLong(appliedIndex).putLong(appliedTerm);
        return withChecksum(bytes);
    }

    private static Header readHeader(BlockInput input) throws IOException {
        ByteBuffer bytes = input.readPlain(HEADER_BYTES);
        if (bytes.getLong() != MAGIC) {
            throw input.corrupt("this is no snapshot");
        }
        // Before the checksum, as another version may have another header.
        int version = bytes.getInt();
        if (version != FORMAT_VERSION) {
            throw input.corrupt("format version " + version + " instead of " + FORMAT_VERSION);
        }
        Header header = new Header(bytes.getLong(), bytes.getLong());
        if (checksumBefore(bytes) != bytes.getInt()) {
            throw input.corrupt("wrong checksum of the header");
        }
        return header;
    }

    static ByteBuffer endOf(long rows, int totalChecksum) {
        ByteBuffer bytes = ByteBuffer.allocate(END_BYTES);
        return withChecksum(bytes.putLong(rows).putInt(totalChecksum));
    }

    private static void readEnd(BlockInput input, long rows) throws IOException {
        int totalChecksum = input.totalChecksum();
        ByteBuffer bytes = input.readPlain(END_BYTES);
        long rowsWritten = bytes.getLong();
        int totalChecksumWritten = bytes.getInt();
        if (checksumBefore(bytes) != bytes.getInt()) {
            throw input.corrupt("wrong checksum of the end");
        }
        if (rowsWritten != rows) {
            throw input.corrupt(rows + " rows instead of " + rowsWritten);
        }
        if (totalChecksumWritten != totalChecksum) {
            throw input.corrupt("wrong checksum of the whole");
        }
        input.expectEnd();
    }

    private static ByteBuffer withChecksum(ByteBuffer bytes) {
        return bytes.putInt(checksumBefore(bytes)).flip();
    }

    private static int checksumBefore(ByteBuffer bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.duplicate().flip());
        return (int) checksum.getValue();
    }

    private record Header(long appliedIndex, long appliedTerm) {}
}
