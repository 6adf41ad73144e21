package io.metastore.bbolt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Buckets with rows of every size, and the file they make. */
final class RandomFile {
    private static final Comparator<byte[]> ORDER = Arrays::compareUnsigned;

    final SortedMap<String, SortedMap<byte[], byte[]>> buckets = new TreeMap<>();

    /** Rows drawn from a seed: mostly small, some without value, some over many pages. */
    static RandomFile of(long seed, int rowsMax) {
        Random random = new Random(seed);
        RandomFile file = new RandomFile();
        int buckets = random.nextInt(5);
        for (int bucket = 0; bucket < buckets; bucket++) {
            SortedMap<byte[], byte[]> rows = new TreeMap<>(ORDER);
            int count = random.nextBoolean() ? random.nextInt(4) : random.nextInt(rowsMax);
            for (int row = 0; row < count; row++) {
                rows.put(bytes(random, keyBytes(random)), bytes(random, valueBytes(random)));
            }
            file.buckets.put("bucket" + bucket, rows);
        }
        return file;
    }

    BoltSource source() {
        return rows -> {
            for (Map.Entry<String, SortedMap<byte[], byte[]>> bucket : buckets.entrySet()) {
                rows.bucket(bucket.getKey().getBytes(UTF_8));
                for (Map.Entry<byte[], byte[]> row : bucket.getValue().entrySet()) {
                    rows.row(row.getKey(), row.getValue());
                }
            }
        };
    }

    /** Writes the file and returns the size that was announced. */
    long write(Path path) {
        try (FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            BoltWriter writer = BoltWriter.measure(source());
            writer.write(channel);
            return writer.sizeBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a reader finds in a file. */
    static RandomFile read(Path path) {
        RandomFile file = new RandomFile();
        try (BoltReader reader = BoltReader.open(path)) {
            for (BoltBucket bucket : reader.buckets()) {
                SortedMap<byte[], byte[]> rows = new TreeMap<>(ORDER);
                BoltCursor cursor = bucket.rows();
                while (cursor.next()) {
                    rows.put(cursor.key(), cursor.value());
                }
                file.buckets.put(bucket.name(), rows);
            }
        }
        return file;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RandomFile file && file.toString().equals(toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** Names, lengths and checksums: enough to compare, and still readable. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        buckets.forEach(
                (name, rows) -> {
                    text.append(name).append('\n');
                    rows.forEach(
                            (key, value) ->
                                    text.append(Arrays.hashCode(key))
                                            .append('/')
                                            .append(key.length)
                                            .append(" = ")
                                            .append(Arrays.hashCode(value))
                                            .append('/')
                                            .append(value.length)
                                            .append('\n'));
                });
        return text.toString();
    }

    private static int keyBytes(Random random) {
        return 1 + (random.nextInt(200) == 0 ? random.nextInt(32768) : random.nextInt(60));
    }

    private static int valueBytes(Random random) {
        return switch (random.nextInt(100)) {
            case 0 -> random.nextInt(200_000);
            case 1, 2, 3 -> random.nextInt(10_000);
            case 4, 5, 6, 7 -> 0;
            default -> random.nextInt(300);
        };
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
