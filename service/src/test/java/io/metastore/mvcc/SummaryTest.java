package io.metastore.mvcc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.engine.EngineException;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final KeyValue RECORD =
            KeyValue.newBuilder()
                    .setKey(ByteString.copyFromUtf8("a key that is not short"))
                    .setCreateRevision(3)
                    .setModRevision(Long.MAX_VALUE)
                    .setVersion(70_000)
                    .setValue(ByteString.copyFrom(new byte[1000]))
                    .setLease(Long.MIN_VALUE)
                    .build();

    @Test
    void says_the_same_of_a_record_and_of_its_own_bytes() {
        byte[] row = RECORD.toByteArray();
        byte[] summary = Summary.ofRow(row);

        assertThat(Summary.parse(row)).isEqualTo(Summary.of(RECORD));
        assertThat(Summary.parse(summary)).isEqualTo(Summary.of(RECORD));
        assertThat(summary.length).isLessThan(30);
        assertThat(Summary.ofRow(summary)).isEqualTo(summary);
    }

    @Test
    void bytes_that_are_no_record_are_refused() {
        byte[] cut = new byte[20];
        System.arraycopy(RECORD.toByteArray(), 0, cut, 0, cut.length);

        assertThatThrownBy(() -> Summary.parse(cut))
                .isInstanceOf(EngineException.class)
                .hasMessage("record of 20 bytes is damaged");
    }
}
