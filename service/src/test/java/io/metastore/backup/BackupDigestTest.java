package io.metastore.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BackupDigestTest {
    private static final int DATABASE_BYTES = 1024;

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 32, 33, 100, DATABASE_BYTES, DATABASE_BYTES + BackupDigest.BYTES})
    void parts_may_have_any_size(int partBytes) {
        byte[] file = file();
        assertThat(digest(file, partBytes).mismatch()).isEmpty();

        file[DATABASE_BYTES - 1] ^= 1;

        assertThat(digest(file, partBytes).mismatch())
                .hasValueSatisfying(text -> assertThat(text).startsWith("expected sha256 "));
    }

    private static byte[] file() {
        byte[] database = new byte[DATABASE_BYTES];
        new Random(7).nextBytes(database);
        return ByteBuffer.allocate(DATABASE_BYTES + BackupDigest.BYTES)
                .put(database)
                .put(BackupDigest.begin().digest(database))
                .array();
    }

    private static BackupDigest digest(byte[] file, int partBytes) {
        var digest = new BackupDigest();
        for (int from = 0; from < file.length; from += partBytes) {
            digest.update(ByteBuffer.wrap(file, from, Math.min(partBytes, file.length - from)));
        }
        assertThat(digest.totalBytes()).isEqualTo(file.length);
        return digest;
    }
}
