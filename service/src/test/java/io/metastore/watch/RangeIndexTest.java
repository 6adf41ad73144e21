package io.metastore.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RangeIndexTest {
    private static final ByteString OPEN = ByteString.copyFrom(new byte[] {0});

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void finds_exactly_the_ranges_that_hold_the_key(long seed) {
        Random random = new Random(seed);
        RangeIndex<Integer> index = new RangeIndex<>();
        Map<Integer, KeyRange> model = new HashMap<>();
        for (int step = 0; step < 300; step++) {
            if (random.nextInt(3) == 0 && !model.isEmpty()) {
                Integer value = List.copyOf(model.keySet()).get(random.nextInt(model.size()));
                index.remove(model.remove(value), value);
            } else {
                KeyRange range = range(random);
                if (!range.isEmpty()) {
                    index.add(range, step);
                    model.put(step, range);
                }
            }
            ByteString key = key(random);
            List<Integer> found = new ArrayList<>();
            index.forEachMatch(key, found::add);
            assertThat(found)
                    .containsExactlyInAnyOrderElementsOf(
                            model.entrySet().stream()
                                    .filter(entry -> entry.getValue().contains(key))
                                    .map(Map.Entry::getKey)
                                    .toList());
        }
        assertThat(index.values()).containsExactlyInAnyOrderElementsOf(model.keySet());
    }

    private static KeyRange range(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new KeyRange(key(random), ByteString.EMPTY);
            case 1 -> new KeyRange(key(random), OPEN);
            default -> new KeyRange(key(random), key(random));
        };
    }

    private static ByteString key(Random random) {
        byte[] key = new byte[1 + random.nextInt(2)];
        for (int i = 0; i < key.length; i++) {
            // Both sides of the sign bit, so that a signed comparison would show.
            key[i] = (byte) (0x7a + random.nextInt(12));
        }
        return ByteString.copyFrom(key);
    }
}
