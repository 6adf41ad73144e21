package io.metastore.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metastore.node.AutoCompactionSettings;
import io.metastore.node.AutoCompactionSettings.Mode;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CompactionRetentionTest {
    @ParameterizedTest
    @CsvSource({
        "periodic, 0, 0",
        "periodic, 1, 3600000",
        "periodic, 10m, 600000",
        "periodic, 1h30m, 5400000",
        "periodic, 0s, 0",
        "revision, 0, 0",
        "revision, 1000, 1000",
        "revision, 1us, 1000"
    })
    void numbers_and_durations_are_read_as_etcd_reads_them(
            String mode, String text, long retained) {
        AutoCompactionSettings settings = CompactionRetention.parse(mode, text);

        assertThat(settings.mode().name()).isEqualToIgnoringCase(mode);
        assertThat(settings.retained()).isEqualTo(retained);
    }

    @ParameterizedTest
    @CsvSource({
        "abc, time: invalid duration \"abc\"",
        "-1, time: missing unit in duration \"-1\"",
        "1.5, time: missing unit in duration \"1.5\"",
        "1h30, time: missing unit in duration \"1h30\""
    })
    void what_is_neither_is_refused_with_the_text_of_etcd(String text, String reason) {
        for (Mode mode : Mode.values()) {
            assertThatThrownBy(
                            () ->
                                    CompactionRetention.parse(
                                            mode.name().toLowerCase(Locale.ROOT), text))
                    .isInstanceOf(SettingException.class)
                    .hasMessage("error parsing CompactionRetention: " + reason);
        }
    }

    @ParameterizedTest
    @CsvSource({"periodic, -5m", "revision, -5m", "periodic, 999999999999"})
    void what_makes_no_sense_is_refused(String mode, String text) {
        assertThatThrownBy(() -> CompactionRetention.parse(mode, text))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("auto-compaction-retention");
    }
}
