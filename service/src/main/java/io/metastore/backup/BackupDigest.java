package io.metastore.backup;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The SHA-256 behind a database, of everything before it. Takes a file that ends with one, in parts
 * of any size, and tells whether it agrees with the rest. Used by one thread.
 */
public final class BackupDigest {
    /** How many bytes the digest adds to the database. */
    static final int BYTES = 32;

    /** Databases consist of whole sectors of this size, so what is more is a digest. */
    private static final int SECTOR_BYTES = 512;

    private final MessageDigest digest = begin();

    /** The newest bytes, which are the digest if nothing follows. */
    private byte[] end = {};

    private long totalBytes;

    /** Whether a file of this length can end with a digest. */
    public static boolean isBehind(long fileBytes) {
        return fileBytes > BYTES && fileBytes % SECTOR_BYTES == BYTES;
    }

    /** The digest of a database, which its bytes are still to be added to. */
    static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Takes the remaining bytes of the buffer as the next of the file. */
    public void update(ByteBuffer part) {
        totalBytes += part.remaining();
        int body = Math.max(0, end.length + part.remaining() - BYTES);
        int ofEnd = Math.min(body, end.length);
        digest.update(end, 0, ofEnd);
        digest.update(part.slice(part.position(), body - ofEnd));
        part.position(part.position() + body - ofEnd);
        ByteBuffer next = ByteBuffer.allocate(end.length - ofEnd + part.remaining());
        end = next.put(end, ofEnd, end.length - ofEnd).put(part).array();
    }

    /** How many bytes were taken. */
    public long totalBytes() {
        return totalBytes;
    }

    /** What is wrong with the digest, if anything is; nothing may be added afterwards. */
    public Optional<String> mismatch() {
        byte[] actual = digest.digest();
        return Arrays.equals(end, actual)
                ? Optional.empty()
                : Optional.of("expected sha256 %s, got %s".formatted(hex(end), hex(actual)));
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }
}
