package io.metastore.raft;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sofa.jraft.conf.ConfigurationManager;
import com.alipay.sofa.jraft.entity.EnumOutter.EntryType;
import com.alipay.sofa.jraft.entity.LogEntry;
import com.alipay.sofa.jraft.entity.LogId;
import com.alipay.sofa.jraft.option.LogStorageOptions;
import com.alipay.sofa.jraft.option.RaftOptions;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log tells of its newest entries is what it has written. */
final class RecentEntriesTest {
    static {
        LibrarySettings.apply();
    }

    @TempDir Path directory;
    private TimedLogStorage log;

    @BeforeEach
    void open() {
        log = new TimedLogStorage(directory.toString(), new RaftOptions(), nanos -> {});
        var options = new LogStorageOptions();
        options.setGroupId(TestMember.GROUP);
        options.setConfigurationManager(new ConfigurationManager());
        options.setLogEntryCodecFactory(CheckedEntryCodec.INSTANCE);
        assertThat(log.init(options)).isTrue();
    }

    @AfterEach
    void close() {
        log.shutdown();
    }

    @Test
    void the_newest_entries_are_not_read_again_and_older_ones_are() {
        append(1, RecentEntries.ENTRIES_MAX + 4, 1);

        for (long index = 1; index <= RecentEntries.ENTRIES_MAX + 4; index++) {
            assertSame(entry(index, 1), log.getEntry(index));
        }
        assertThat(log.getEntry(5)).isSameAs(log.getEntry(5));
        assertThat(log.getEntry(4)).isNotSameAs(log.getEntry(4));
        assertThat(log.getEntry(RecentEntries.ENTRIES_MAX + 5)).isNull();
    }

    @Test
    void reading_an_entry_leaves_it_to_the_next_reader() {
        append(1, 1, 1);

        log.getEntry(1).getData().slice().get();

        assertSame(entry(1, 1), log.getEntry(1));
    }

    @Test
    void large_entries_are_read_from_the_disk() {
        LogEntry large = entry(1, 1);
        large.setData(ByteBuffer.allocate(RecentEntries.ENTRY_BYTES_MAX + 1));
        log.appendEntries(List.of(large));

        assertThat(log.getEntry(1)).isNotSameAs(log.getEntry(1));
        assertSame(large, log.getEntry(1));
    }

    @Test
    void what_is_cut_off_behind_is_gone_and_what_replaces_it_is_there() {
        append(1, 6, 1);

        log.truncateSuffix(3);
        assertThat(log.getEntry(4)).isNull();
        assertThat(log.getEntry(6)).isNull();

        append(4, 4, 2);
        assertSame(entry(3, 1), log.getEntry(3));
        assertSame(entry(4, 2), log.getEntry(4));
        assertThat(log.getEntry(5)).isNull();
    }

    @Test
    void what_is_cut_off_in_front_is_gone() {
        append(1, 6, 1);

        log.truncatePrefix(4);

        assertThat(log.getEntry(3)).isNull();
        assertSame(entry(4, 1), log.getEntry(4));
    }

    @Test
    void after_a_reset_only_the_entry_it_begins_with_is_there() {
        append(1, 6, 1);

        log.reset(6);

        assertThat(log.getEntry(5)).isNull();
        assertSame(entry(6, 1), log.getEntry(6));
        log.reset(9);
        assertThat(log.getEntry(6)).isNull();
        assertThat(log.getEntry(9).getId().getTerm()).isZero();
    }

    private void append(long first, long last, long term) {
        List<LogEntry> entries =
                LongStream.rangeClosed(first, last).mapToObj(index -> entry(index, term)).toList();
        assertThat(log.appendEntries(entries)).isEqualTo(entries.size());
    }

    private static LogEntry entry(long index, long term) {
        var entry = new LogEntry(EntryType.ENTRY_TYPE_DATA);
        entry.setId(new LogId(index, term));
        entry.setData(ByteBuffer.wrap(new byte[] {(byte) index, (byte) term}));
        return entry;
    }

    private static void assertSame(LogEntry expected, LogEntry actual) {
        assertThat(actual.getId()).isEqualTo(expected.getId());
        assertThat(actual.getType()).isEqualTo(expected.getType());
        assertThat(actual.sliceData()).isEqualTo(expected.sliceData());
    }
}
