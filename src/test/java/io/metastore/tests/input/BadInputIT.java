package io.metastore.tests.input;

import static io.metastore.tests.client.Refusal.assertRefused;
import static io.metastore.tests.client.Requests.bytes;
import static io.metastore.tests.client.Requests.delete;
import static io.metastore.tests.client.Requests.get;
import static io.metastore.tests.client.Requests.put;
import static io.metastore.tests.client.Requests.watchPrefix;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.grpc.CallOptions;
import io.grpc.Status.Code;
import io.grpc.stub.ClientCalls;
import io.metastore.api.etcdserverpb.PutRequest;
import io.metastore.tests.client.Client;
import io.metastore.tests.client.WatchStream;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.junit.OnCluster;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests no client of etcd would make, while another client works on and notices nothing. */
@OnCluster
final class BadInputIT {
    private static final int REQUEST_BYTES_MAX = 1_572_864;
    private static final int MESSAGE_BYTES_MAX = 2_097_152;
    private static final int VANISHING_CLIENTS = 30;

    private final Member member;
    private Bystander bystander;

    BadInputIT(Cluster cluster) {
        this.member = cluster.member(0);
    }

    @BeforeEach
    void start() {
        bystander = new Bystander(member);
    }

    @AfterEach
    void nobody_else_was_harmed() {
        bystander.close();
        assertThat(member.isAlive()).isTrue();
    }

    private static PutRequest putOf(int bytes) {
        return PutRequest.newBuilder()
                .setKey(bytes("oversized"))
                .setValue(ByteString.copyFrom(new byte[bytes]))
                .build();
    }

    private byte[] call(String method, byte[] message) {
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(10, TimeUnit.SECONDS);
        return ClientCalls.blockingUnaryCall(
                member.client().channel(), BytesMarshaller.unary(method), options, message);
    }

    @Test
    void an_oversized_request_is_refused() {
        assertRefused(
                Code.INVALID_ARGUMENT,
                "etcdserver: request is too large",
                () -> member.client().kv().put(putOf(REQUEST_BYTES_MAX + 1)));
        assertRefused(
                Code.RESOURCE_EXHAUSTED,
                () -> member.client().kv().put(putOf(MESSAGE_BYTES_MAX + 1)));
        assertThat(member.client().kv().range(get("oversized")).getCount()).isZero();
        member.client().kv().put(putOf(REQUEST_BYTES_MAX - 1_000));
        member.client().kv().put(put("oversized", ""));
    }

    @Test
    void an_unknown_field_is_ignored() {
        UnknownFieldSet.Field field =
                UnknownFieldSet.Field.newBuilder().addLengthDelimited(bytes("new")).build();
        PutRequest request =
                put("unknown-field", "v").toBuilder()
                        .setUnknownFields(UnknownFieldSet.newBuilder().addField(999, field).build())
                        .build();
        member.client().kv().put(request);
        assertThat(member.client().kv().range(get("unknown-field")).getCount()).isEqualTo(1);
    }

    @Test
    void a_message_that_is_none_and_a_method_that_is_none_are_refused() {
        byte[] garbage = {0x0a, 0x7f, 0x01};
        assertRefused(Code.INTERNAL, () -> call("etcdserverpb.KV/Put", garbage));
        assertRefused(Code.UNIMPLEMENTED, () -> call("etcdserverpb.KV/Nothing", new byte[0]));
        assertRefused(Code.UNIMPLEMENTED, () -> call("etcdserverpb.Nothing/Put", new byte[0]));
    }

    @Test
    void a_compressed_request_is_understood() {
        String value = "z".repeat(10_000);
        member.client().kv().withCompression("gzip").put(put("gzip", value));
        assertThat(member.client().kv().range(get("gzip")).getKvs(0).getValue())
                .isEqualTo(bytes(value));
    }

    @Test
    void malformed_frames_cost_their_sender_the_connection_only() {
        RawConnection.sendAndAwaitEnd(member.clientPort(), RawConnection.badFrame());
        RawConnection.sendAndAwaitEnd(member.clientPort(), RawConnection.badHeaders());
        RawConnection.sendAndAwaitEnd(member.clientPort(), RawConnection.noise());
    }

    @Test
    void clients_that_vanish_in_the_middle_of_a_stream_leave_nothing_behind() {
        for (int i = 0; i < VANISHING_CLIENTS; i++) {
            try (Client vanishing = new Client(member.clientPort())) {
                WatchStream watch = vanishing.watch();
                watch.create(watchPrefix("vanish").build());
                watch.stopReading();
                vanishing.keepAlive();
                vanishing.kv().put(put("vanish", "v" + i));
            }
        }
        assertThat(member.client().kv().range(get("vanish")).getKvs(0).getVersion())
                .isEqualTo(VANISHING_CLIENTS);
        member.client().kv().deleteRange(delete("vanish"));
    }
}
