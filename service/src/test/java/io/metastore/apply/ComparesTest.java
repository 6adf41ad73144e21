package io.metastore.apply;

import static io.metastore.api.etcdserverpb.Compare.CompareResult.EQUAL;
import static io.metastore.api.etcdserverpb.Compare.CompareResult.GREATER;
import static io.metastore.api.etcdserverpb.Compare.CompareResult.LESS;
import static io.metastore.api.etcdserverpb.Compare.CompareResult.NOT_EQUAL;
import static io.metastore.api.etcdserverpb.Compare.CompareTarget.CREATE;
import static io.metastore.api.etcdserverpb.Compare.CompareTarget.LEASE;
import static io.metastore.api.etcdserverpb.Compare.CompareTarget.MOD;
import static io.metastore.api.etcdserverpb.Compare.CompareTarget.VALUE;
import static io.metastore.api.etcdserverpb.Compare.CompareTarget.VERSION;
import static io.metastore.apply.Requests.bytes;
import static io.metastore.apply.Requests.command;
import static io.metastore.apply.Requests.compare;
import static io.metastore.apply.Requests.grant;
import static io.metastore.apply.Requests.put;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.metastore.api.etcdserverpb.Compare;
import io.metastore.mvcc.ReadTxn;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ComparesTest {
    private final ApplyFixture fixture = new ApplyFixture();

    @BeforeEach
    void putThreeKeys() {
        fixture.apply(
                grant(7, 60),
                command(put("a", "m")),
                command(put("a", "m").setLease(7)),
                command(put("b", "x")),
                command(put("c", "m")));
    }

    @Test
    void every_target_is_compared_in_every_way() {
        assertThat(ways(compare("a", VERSION, EQUAL).setVersion(2))).isEqualTo("= ");
        assertThat(ways(compare("a", VERSION, EQUAL).setVersion(1))).isEqualTo("> !");
        assertThat(ways(compare("a", VERSION, EQUAL).setVersion(3))).isEqualTo("< !");
        assertThat(ways(compare("a", CREATE, EQUAL).setCreateRevision(2))).isEqualTo("= ");
        assertThat(ways(compare("a", CREATE, EQUAL).setCreateRevision(3))).isEqualTo("< !");
        assertThat(ways(compare("a", MOD, EQUAL).setModRevision(3))).isEqualTo("= ");
        assertThat(ways(compare("a", MOD, EQUAL).setModRevision(2))).isEqualTo("> !");
        assertThat(ways(compare("a", LEASE, EQUAL).setLease(7))).isEqualTo("= ");
        assertThat(ways(compare("a", LEASE, EQUAL).setLease(8))).isEqualTo("< !");
        assertThat(ways(compare("a", VALUE, EQUAL).setValue(bytes("m")))).isEqualTo("= ");
        assertThat(ways(compare("a", VALUE, EQUAL).setValue(bytes("l")))).isEqualTo("> !");
    }

    @Test
    void values_compare_as_unsigned_bytes() {
        ByteString high = ByteString.copyFrom(new byte[] {(byte) 0x80});
        assertThat(ways(compare("a", VALUE, EQUAL).setValue(high))).isEqualTo("< !");
        assertThat(ways(compare("a", VALUE, EQUAL).setValue(bytes("mm")))).isEqualTo("< !");
    }

    @Test
    void a_missing_key_counts_as_zero_but_has_no_value() {
        assertThat(ways(compare("x", VERSION, EQUAL))).isEqualTo("= ");
        assertThat(ways(compare("x", CREATE, EQUAL).setCreateRevision(1))).isEqualTo("< !");
        assertThat(ways(compare("x", MOD, EQUAL))).isEqualTo("= ");
        assertThat(ways(compare("x", LEASE, EQUAL))).isEqualTo("= ");
        assertThat(ways(compare("x", VALUE, EQUAL))).isEqualTo(" ");
        assertThat(ways(compare("x", VALUE, EQUAL).setValue(bytes("m")))).isEqualTo(" ");
    }

    @Test
    void a_range_holds_when_every_key_does() {
        ByteString end = bytes("c");
        assertThat(ways(compare("a", MOD, EQUAL).setModRevision(1).setRangeEnd(end)))
                .isEqualTo("> !");
        assertThat(ways(compare("a", VALUE, EQUAL).setValue(bytes("m")).setRangeEnd(end)))
                .isEqualTo(" ");
        ByteString open = ByteString.copyFrom(new byte[1]);
        assertThat(ways(compare("c", VALUE, EQUAL).setValue(bytes("m")).setRangeEnd(open)))
                .isEqualTo("= ");
        assertThat(ways(compare("b", VALUE, EQUAL).setValue(bytes("m")).setRangeEnd(open)))
                .as("b is greater, c is equal")
                .isEqualTo(" ");
    }

    @Test
    void an_empty_range_counts_as_one_missing_key() {
        assertThat(ways(compare("x", VERSION, EQUAL).setRangeEnd(bytes("z")))).isEqualTo("= ");
        assertThat(ways(compare("x", VALUE, EQUAL).setRangeEnd(bytes("z")))).isEqualTo(" ");
        assertThat(ways(compare("b", MOD, EQUAL).setRangeEnd(bytes("a")))).isEqualTo("= ");
    }

    @Test
    void an_operand_of_another_target_counts_as_zero() {
        assertThat(ways(compare("x", VERSION, EQUAL).setModRevision(5))).isEqualTo("= ");
        assertThat(ways(compare("a", MOD, EQUAL).setValue(bytes("m")))).isEqualTo("> !");
    }

    @Test
    void unknown_ways_to_compare_hold() {
        assertThat(holds(compare("a", VERSION, EQUAL).setResultValue(9))).isTrue();
        assertThat(holds(compare("a", VERSION, EQUAL).setTargetValue(9))).isTrue();
    }

    @Test
    void no_condition_holds() {
        try (ReadTxn txn = fixture.store.read()) {
            assertThat(Compares.hold(txn, List.of())).isTrue();
        }
    }

    /** Which of less, equal, greater and unequal hold; the last after a blank. */
    private String ways(Compare.Builder compare) {
        return (holds(compare.setResult(LESS)) ? "<" : "")
                + (holds(compare.setResult(EQUAL)) ? "=" : "")
                + (holds(compare.setResult(GREATER)) ? ">" : "")
                + " "
                + (holds(compare.setResult(NOT_EQUAL)) ? "!" : "");
    }

    private boolean holds(Compare.Builder compare) {
        try (ReadTxn txn = fixture.store.read()) {
            return Compares.hold(txn, List.of(compare.build()));
        }
    }
}
