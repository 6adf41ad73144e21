package io.metastore.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damages the files of a member that was killed and starts it again: it must refuse, or have every
 * entry it has acknowledged.
 */
@Timeout(120)
class CorruptionTest {
    private static final int ENTRIES = 200;
    private static final int FLIPS_PER_FILE = 40;

    /** The last record is looked at byte by byte: its end is where a tolerant reader gives up. */
    private static final int LAST_BYTES = 200;

    @TempDir static Path directory;

    private static final List<String> acknowledged = new ArrayList<>();
    private static Path killed;
    private static Peer self;

    @BeforeAll
    static void write_entries_and_kill() {
        self = TestGroup.peers(1).get(0);
        killed = directory.resolve("killed");
        TestMember member = member(directory.resolve("alive"));
        try (member) {
            member.start();
            // The restart moves the first half from the write-ahead log into table files.
            write(member, ENTRIES / 2);
            member.close();
            member.restart();
            write(member, ENTRIES / 2);
            Directories.copy(directory.resolve("alive"), killed);
        }
    }

    private static void write(TestMember member, int count) {
        Eventually.until("leader", member::leads);
        for (int i = 0; i < count; i++) {
            String entry = acknowledged.size() + "-" + "x".repeat(40 + 13 * (i % 40));
            member.commit(entry);
            acknowledged.add(entry);
        }
    }

    private static TestMember member(Path directory) {
        return new TestMember(TestMember.config(self, List.of(self), directory, 10));
    }

    @Test
    void killed_member_has_every_acknowledged_entry() {
        assertThat(entriesAfterStart(fresh())).isEqualTo(acknowledged);
    }

    @Test
    void torn_last_record_is_dropped_and_the_member_starts() throws IOException {
        for (int torn = 1; torn < 60; torn += 7) {
            Path copy = fresh();
            Path log = newestWriteAheadLog(copy);
            truncate(log, Files.size(log) - torn);
            assertThat(entriesAfterStart(copy))
                    .as("torn by %d bytes", torn)
                    .isEqualTo(acknowledged.subList(0, ENTRIES - 1));
        }
    }

    @Test
    void flipped_byte_anywhere_stops_the_start_or_loses_nothing() throws IOException {
        var random = new Random(42);
        int refused = 0;
        int flips = 0;
        for (Path original : Directories.files(killed.resolve("log"))) {
            for (long position : positions(original, random)) {
                flips++;
                refused += flip(original, position) ? 1 : 0;
            }
        }
        assertThat(refused).isGreaterThan(flips / 2);
    }

    @Test
    void refusal_names_the_directory_and_the_way_out() throws IOException {
        Path copy = fresh();
        Path log = newestWriteAheadLog(copy);
        flipByte(log, Files.size(log) / 2);
        assertThatThrownBy(() -> member(copy).start())
                .isInstanceOf(CorruptLogException.class)
                .hasMessageContaining(copy.toString())
                .hasMessageContaining("add the member again");
        // Nor does a second try do what the first refused.
        assertThatThrownBy(() -> member(copy).start()).isInstanceOf(CorruptLogException.class);
    }

    @Test
    void every_flipped_bit_of_the_vote_stops_the_start() throws IOException {
        Path vote = killed.resolve("vote");
        for (int position = 0; position < Files.size(vote); position++) {
            assertThat(flip(vote, position)).as("byte %d", position).isTrue();
        }
    }

    @Test
    void missing_vote_file_or_log_stops_the_start() {
        for (String missing : List.of("vote", "log/CURRENT", "log")) {
            Path copy = fresh();
            Directories.delete(copy.resolve(missing));
            assertThatThrownBy(() -> member(copy).start())
                    .as(missing)
                    .isInstanceOf(CorruptLogException.class);
        }
    }

    /**
     * @return whether the start was refused
     */
    private static boolean flip(Path original, long position) throws IOException {
        Path copy = fresh();
        flipByte(copy.resolve(killed.relativize(original).toString()), position);
        try {
            assertThat(entriesAfterStart(copy))
                    .as("byte %d of %s", position, original)
                    .isEqualTo(acknowledged);
            return false;
        } catch (CorruptLogException e) {
            return true;
        } finally {
            Directories.delete(copy);
        }
    }

    private static TreeSet<Long> positions(Path file, Random random) throws IOException {
        var positions = new TreeSet<Long>();
        long size = Files.size(file);
        if (file.getFileName().toString().startsWith("OPTIONS")) {
            // Written for people: the store does not read it back.
            return new TreeSet<>(List.of(size / 2));
        }
        for (long at = Math.max(0, size - LAST_BYTES); at < size; at += 3) {
            positions.add(at);
        }
        for (int i = 0; i < FLIPS_PER_FILE && size > 0; i++) {
            positions.add((long) (random.nextDouble() * size));
        }
        return positions;
    }

    private static List<String> entriesAfterStart(Path copy) {
        try (TestMember member = member(copy).start()) {
            Eventually.until("leader", member::leads);
            return member.machine().entries();
        }
    }

    private static Path fresh() {
        Path copy = directory.resolve("damaged");
        if (Files.exists(copy)) {
            Directories.delete(copy);
        }
        Directories.copy(killed, copy);
        return copy;
    }

    private static Path newestWriteAheadLog(Path copy) {
        List<Path> logs =
                Directories.files(copy).stream()
                        .filter(file -> file.toString().endsWith(".log"))
                        .toList();
        return logs.get(logs.size() - 1);
    }

    private static void flipByte(Path file, long position) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(position);
            int value = bytes.read();
            bytes.seek(position);
            bytes.write(value ^ (1 << (position % 8)));
        }
    }

    private static void truncate(Path file, long size) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.setLength(size);
        }
    }
}
