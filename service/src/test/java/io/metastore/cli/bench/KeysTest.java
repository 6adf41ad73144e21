package io.metastore.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class KeysTest {
    private final Keys keys = new Keys("bench/", 4, 1000);

    @Test
    void keys_are_in_the_order_of_their_numbers_and_go_around() {
        assertThat(keys.key(0).toStringUtf8()).isEqualTo("bench/0000");
        assertThat(keys.key(999).toStringUtf8()).isEqualTo("bench/0999");
        assertThat(keys.key(1042).toStringUtf8()).isEqualTo("bench/0042");
    }

    @Test
    void a_range_ends_right_behind_its_last_key() {
        var order = ByteString.unsignedLexicographicalComparator();
        assertThat(order.compare(keys.endOf(41), keys.key(41))).isPositive();
        assertThat(order.compare(keys.endOf(41), keys.key(42))).isNegative();
        assertThat(order.compare(keys.endOf(41), new Keys("bench/", 5, 1000).key(410)))
                .isNegative();
    }

    @Test
    void more_keys_than_digits_can_name_are_refused() {
        assertThat(Keys.fits(3, 1000)).isTrue();
        assertThat(Keys.fits(3, 1001)).isFalse();
        assertThatThrownBy(() -> new Keys("bench/", 3, 1001))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sequential_numbers_are_handed_out_once_around_and_others_by_the_lots() {
        var lots = new SplittableRandom(1);
        var sequential = new KeyOrder(3, true);
        assertThat(IntStream.range(0, 5).mapToLong(i -> sequential.next(lots)))
                .containsExactly(0L, 1L, 2L, 0L, 1L);
        var drawn = new KeyOrder(3, false);
        assertThat(IntStream.range(0, 100).mapToLong(i -> drawn.next(lots)))
                .contains(0L, 1L, 2L)
                .allMatch(number -> number >= 0 && number < 3);
    }

    @Test
    void values_do_not_compress_and_repeat_with_the_seed() {
        var values = new Values(1000, 42);
        var lots = new SplittableRandom(7);
        ByteString many = ByteString.EMPTY;
        for (int i = 0; i < 30; i++) {
            many = many.concat(values.next(lots));
        }
        var deflater = new Deflater();
        deflater.setInput(many.toByteArray());
        deflater.finish();
        assertThat(deflater.deflate(new byte[40_000])).isGreaterThan(29_500);
        deflater.end();
        assertThat(new Values(1000, 42).next(new SplittableRandom(7)))
                .isEqualTo(many.substring(0, 1000));
    }

    @Test
    void a_stamped_value_begins_with_its_numbers_and_has_the_same_size() {
        ByteString value = new Values(20, 1).next(new SplittableRandom(1), 5, -6);
        assertThat(value.size()).isEqualTo(20);
        var stamp = value.asReadOnlyByteBuffer();
        assertThat(stamp.getLong()).isEqualTo(5);
        assertThat(stamp.getLong()).isEqualTo(-6);
    }
}
