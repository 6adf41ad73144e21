package io.metastore.mvcc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RowKeysTest {
    @Test
    void history_rows_have_the_bytes_of_etcds_backend() {
        HexFormat hex = HexFormat.of();

        assertThat(hex.formatHex(HistoryKey.of(258, 3, ChangeKind.PUT)))
                .isEqualTo("0000000000000102" + "5f" + "0000000000000003");
        assertThat(hex.formatHex(HistoryKey.of(258, 3, ChangeKind.TOMBSTONE)))
                .isEqualTo("0000000000000102" + "5f" + "0000000000000003" + "74");
    }

    @Test
    void history_key_gives_back_what_it_was_made_of() {
        byte[] row = HistoryKey.of(Long.MAX_VALUE, 7, ChangeKind.TOMBSTONE);

        assertThat(HistoryKey.revision(row)).isEqualTo(new Revision(Long.MAX_VALUE, 7));
        assertThat(HistoryKey.kind(row)).isEqualTo(ChangeKind.TOMBSTONE);
    }

    @Test
    void index_rows_sort_by_key_and_then_newest_first() {
        Random random = new Random(1);
        byte[] alphabet = {0, 1, 2, 'a', (byte) 0xFE, (byte) 0xFF};
        List<byte[]> rows = new ArrayList<>();
        List<byte[]> keys = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            byte[] key = new byte[random.nextInt(4)];
            for (int j = 0; j < key.length; j++) {
                key[j] = alphabet[random.nextInt(alphabet.length)];
            }
            keys.add(key);
        }
        keys.sort(Arrays::compareUnsigned);
        Comparator<byte[]> newestFirst =
                Comparator.comparingLong(IndexKey::main)
                        .thenComparingLong(IndexKey::sub)
                        .reversed();
        for (byte[] key : keys.stream().map(Key::new).distinct().map(Key::bytes).toList()) {
            List<byte[]> ofKey = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                ofKey.add(IndexKey.of(key, 1 + random.nextLong(1L << 40), i));
            }
            ofKey.sort(newestFirst);
            rows.add(IndexKey.startOf(key));
            rows.addAll(ofKey);
            rows.add(IndexKey.endOf(key));
        }

        assertThat(rows).isSortedAccordingTo(Arrays::compareUnsigned);
    }

    @Test
    void index_rows_of_a_key_and_of_its_extension_are_told_apart() {
        byte[] shorter = IndexKey.of(new byte[] {'a'}, 5, 0);
        byte[] longer = IndexKey.of(new byte[] {'a', 0}, 5, 0);

        assertThat(IndexKey.sameKey(shorter, longer)).isFalse();
        assertThat(IndexKey.sameKey(shorter, IndexKey.of(new byte[] {'a'}, 9, 1))).isTrue();
    }

    /** An array that knows when it equals another. */
    private static final class Key {
        private final byte[] bytes;

        Key(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Arrays.equals(bytes, key.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }
}
