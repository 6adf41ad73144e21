package io.metastore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectLocationTest {
    @Test
    void an_address_names_a_bucket_and_a_key_with_slashes() {
        ObjectLocation location = ObjectLocation.parse("s3://backups/team/monday.db");
        assertThat(location).isEqualTo(new ObjectLocation("backups", "team/monday.db"));
        assertThat(location).hasToString("s3://backups/team/monday.db");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://", "s3://backups", "s3://backups/", "s3:///key", "s3://b/dir/"})
    void an_address_without_an_object_says_what_to_write(String text) {
        assertThatThrownBy(() -> ObjectLocation.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("s3://backups/monday.db");
    }

    @Test
    void files_are_not_meant() {
        assertThat(ObjectLocation.isMeant("backup.db")).isFalse();
        assertThat(ObjectLocation.isMeant("/s3:/x")).isFalse();
        assertThat(ObjectLocation.isMeant("s3://b/k")).isTrue();
    }

    @Test
    void parts_are_enough_for_twice_of_what_is_expected_and_never_small() {
        assertThat(ObjectUpload.partBytes(0)).isEqualTo(16 << 20);
        assertThat(ObjectUpload.partBytes(80_000_000_000L)).isEqualTo(16 << 20);
        assertThat(ObjectUpload.partBytes(1_000_000_000_000L)).isEqualTo(200_000_000);
    }
}
