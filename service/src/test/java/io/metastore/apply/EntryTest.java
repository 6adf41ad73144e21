package io.metastore.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.metastore.api.etcdserverpb.PutRequest;
import io.metastore.api.etcdserverpb.TxnRequest;
import io.metastore.command.Command;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EntryTest {
    /** Each txn is two messages deep, and a parser takes 100 by itself. */
    private static final int REQUEST_DEPTH_MAX = 50;

    private static final Command PUT =
            Command.newBuilder()
                    .setPut(PutRequest.newBuilder().setKey(ByteString.copyFromUtf8("k")))
                    .build();

    @Test
    void what_is_encoded_and_stamped_is_read_back() {
        byte[] bytes = EntryEncoder.encode(-5, 9, List.of(PUT.toByteArray(), PUT.toByteArray()));
        Entry.stamp(bytes, 1234);

        assertThat(Entry.parse(bytes)).isEqualTo(new Entry(-5, 9, 1234, List.of(PUT, PUT)));
    }

    @Test
    void the_size_of_a_command_in_an_entry_is_known_beforehand() {
        byte[] command = PUT.toByteArray();
        byte[] bytes = EntryEncoder.encode(1, 1, List.of(command));

        assertThat(bytes).hasSize(Entry.HEADER_BYTES + EntryEncoder.sizeOf(command));
    }

    @Test
    void a_txn_nested_as_deeply_as_a_request_can_be_is_read_back() throws IOException {
        TxnRequest.Builder nested = Requests.success();
        for (int depth = 0; depth < REQUEST_DEPTH_MAX; depth++) {
            nested = Requests.success(Requests.op(nested));
        }
        TxnRequest request = nested.build();
        assertThat(TxnRequest.parseFrom(request.toByteArray()))
                .as("a client can send it")
                .isEqualTo(request);

        Command command = Command.newBuilder().setTxn(request).build();
        byte[] bytes = EntryEncoder.encode(1, 1, List.of(command.toByteArray()));

        assertThat(Entry.parse(bytes).commands()).containsExactly(command);
    }

    @Test
    void bytes_that_are_no_entry_are_refused() {
        assertThatThrownBy(() -> Entry.parse(new byte[3]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no header");
        byte[] bytes = EntryEncoder.encode(1, 1, List.of(PUT.toByteArray()));
        bytes[Entry.HEADER_BYTES + 1] = (byte) 0xff;
        assertThatThrownBy(() -> Entry.parse(bytes))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be decoded");
    }
}
