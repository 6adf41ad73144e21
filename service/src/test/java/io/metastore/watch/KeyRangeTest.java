package io.metastore.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;

class KeyRangeTest {
    private static final ByteString ZERO = ByteString.copyFrom(new byte[] {0});

    @Test
    void empty_key_stands_for_the_smallest_key() {
        assertThat(KeyRange.of(ByteString.EMPTY, ByteString.EMPTY))
                .isEqualTo(new KeyRange(ZERO, ByteString.EMPTY));
        assertThat(KeyRange.of(ByteString.EMPTY, ZERO).contains(bytes(0xff))).isTrue();
    }

    @Test
    void single_key_holds_itself_only() {
        KeyRange range = range("b", "");

        assertThat(range.contains(key("b"))).isTrue();
        assertThat(range.contains(key("ba"))).isFalse();
        assertThat(range.isEmpty()).isFalse();
    }

    @Test
    void end_is_exclusive_and_bytes_are_unsigned() {
        KeyRange range = new KeyRange(bytes(0x7f), bytes(0xff));

        assertThat(range.contains(bytes(0x80))).isTrue();
        assertThat(range.contains(bytes(0x7f))).isTrue();
        assertThat(range.contains(bytes(0xff))).isFalse();
        assertThat(range.contains(bytes(0x7e))).isFalse();
    }

    @Test
    void inverted_and_equal_bounds_are_empty() {
        assertThat(range("b", "a").isEmpty()).isTrue();
        assertThat(range("b", "b").isEmpty()).isTrue();
        assertThat(new KeyRange(key("b"), ZERO).isEmpty()).isFalse();
    }

    @Test
    void cover_reaches_from_the_first_start_to_the_last_end() {
        assertThat(range("b", "d").cover(range("c", "f"))).isEqualTo(range("b", "f"));
        assertThat(range("b", "").cover(range("b", ""))).isEqualTo(range("b", ""));
        assertThat(range("c", "d").cover(new KeyRange(key("a"), ZERO)))
                .isEqualTo(new KeyRange(key("a"), ZERO));
        KeyRange two = range("a", "").cover(range("c", ""));
        assertThat(two.contains(key("a"))).isTrue();
        assertThat(two.contains(key("c"))).isTrue();
        assertThat(two.contains(key("c0"))).isFalse();
    }

    private static KeyRange range(String key, String end) {
        return new KeyRange(key(key), key(end));
    }

    private static ByteString key(String text) {
        return ByteString.copyFromUtf8(text);
    }

    private static ByteString bytes(int value) {
        return ByteString.copyFrom(new byte[] {(byte) value});
    }
}
