package io.metastore.cli.tool;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Verifies a snapshot that ends with the SHA-256 of everything before it, while it passes by in
 * parts of any size.
 */
final class SnapshotDigest {
    static final int DIGEST_BYTES = 32;

    /** The database consists of pages of a multiple of this. */
    private static final int SECTOR_BYTES = 512;

    private final MessageDigest digest = sha256();
    private byte[] held = {};
    private long total;

    void update(byte[] part) {
        byte[] known = Arrays.copyOf(held, held.length + part.length);
        System.arraycopy(part, 0, known, held.length, part.length);
        int body = Math.max(0, known.length - DIGEST_BYTES);
        digest.update(known, 0, body);
        held = Arrays.copyOfRange(known, body, known.length);
        total += part.length;
    }

    /** Whether the length is one that a snapshot with a digest can have. */
    boolean hasDigest() {
        return total > DIGEST_BYTES && total % SECTOR_BYTES == DIGEST_BYTES;
    }

    /** Whether everything agrees with the digest at the end; nothing may be added afterwards. */
    boolean isIntact() {
        return Arrays.equals(held, digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
