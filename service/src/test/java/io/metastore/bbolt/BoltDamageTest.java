package io.metastore.bbolt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BoltDamageTest {
    private static final int PAGE = BoltWriter.PAGE_BYTES;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir private Path directory;
    private Path file;
    private RandomFile written;
    private byte[] bytes;

    @BeforeEach
    void write() throws IOException {
        file = directory.resolve("file");
        written = RandomFile.of(11, 1500);
        written.write(file);
        bytes = Files.readAllBytes(file);
        assertThat(bytes.length).isGreaterThan(100 * PAGE);
    }

    @Test
    void one_damaged_meta_is_no_harm() throws IOException {
        for (int page = 0; page < 2; page++) {
            byte[] damaged = bytes.clone();
            damaged[page * PAGE + 40] ^= 1;
            Files.write(file, damaged);

            assertThat(RandomFile.read(file)).isEqualTo(written);
        }
    }

    @Test
    void two_damaged_metas_are_reported() throws IOException {
        bytes[40] ^= 1;
        bytes[PAGE + 40] ^= 1;

        assertRefused("neither page 0 nor page 1 is a valid meta");
    }

    @Test
    void file_of_something_else_is_reported() throws IOException {
        for (int length : new int[] {0, 1, 79, 80, 5000}) {
            bytes = new byte[length];
            assertRefused("neither page 0 nor page 1 is a valid meta");
        }
    }

    @Test
    void file_that_was_cut_off_is_reported() throws IOException {
        bytes = Arrays.copyOf(bytes, bytes.length - 1);

        assertRefused("cut off");
    }

    @Test
    void page_that_refers_to_itself_is_reported() throws IOException {
        int branch = firstBranch();
        ByteBuffer page = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        page.putLong(branch * PAGE + 16 + 8, branch);

        assertRefused("page " + branch + " is above itself");
    }

    @Test
    void page_that_is_referred_to_twice_is_reported() throws IOException {
        int branch = firstBranch();
        ByteBuffer page = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        page.putLong(branch * PAGE + 32 + 8, page.getLong(branch * PAGE + 16 + 8));

        assertRefused("out of order");
    }

    @Test
    void page_with_another_number_is_reported() throws IOException {
        int branch = firstBranch();
        bytes[branch * PAGE] ^= 1;

        assertRefused("page " + branch + ": takes itself for page " + (branch ^ 1));
    }

    @Test
    void zeroed_page_is_reported() throws IOException {
        int branch = firstBranch();
        Arrays.fill(bytes, branch * PAGE, (branch + 1) * PAGE, (byte) 0);

        assertRefused("page " + branch);
    }

    @Test
    void damaged_bytes_end_in_an_error_or_leave_rows_in_order() throws IOException {
        Random random = new Random(5);
        List<Integer> pages = pagesWithHeader();
        int refused = 0;
        for (int round = 0; round < 500; round++) {
            byte[] damaged = bytes.clone();
            int page = pages.get(random.nextInt(pages.size()));
            int at = page * PAGE + random.nextInt(random.nextBoolean() ? 64 : PAGE);
            damaged[at] = (byte) random.nextInt();
            Files.write(file, damaged);
            refused += Assertions.assertTimeout(PATIENCE, () -> readOrRefuse() ? 0 : 1);
        }
        assertThat(refused).isGreaterThan(100);
    }

    private boolean readOrRefuse() {
        try {
            RandomFile.read(file);
            return true;
        } catch (CorruptBoltException e) {
            assertThat(e).hasMessageContaining(file.toString());
            return false;
        }
    }

    /** The first page of a tree that is no leaf. */
    private int firstBranch() {
        return pagesWithHeader().stream()
                .filter(page -> bytes[page * PAGE + 8] == Layout.BRANCH)
                .findFirst()
                .orElseThrow();
    }

    /** Leaves and branches, without the pages that hold nothing but the rest of a long row. */
    private List<Integer> pagesWithHeader() {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return IntStream.range(3, bytes.length / PAGE)
                .filter(page -> file.getLong(page * PAGE) == page)
                .boxed()
                .toList();
    }

    private void assertRefused(String message) throws IOException {
        Files.write(file, bytes);
        assertThatThrownBy(() -> RandomFile.read(file))
                .isInstanceOf(CorruptBoltException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(message);
    }
}
