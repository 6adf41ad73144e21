package io.metastore.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.api.etcdserverpb.Member;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MemberJsonTest {
    private static final Member VOTER =
            Member.newBuilder()
                    .setID(-2)
                    .setName("a \"quoted\" näme")
                    .addPeerURLs("http://h1:2380")
                    .addClientURLs("http://h1:2379")
                    .addClientURLs("http://h2:2379")
                    .build();

    private static final Member LEARNER =
            Member.newBuilder().setID(7).setIsLearner(true).addPeerURLs("http://h3:2380").build();

    @Test
    void ids_are_unsigned_numbers_and_fields_stand_in_the_order_of_etcd() {
        assertThat(text(MemberJson.member(VOTER)))
                .isEqualTo(
                        "{\"id\":18446744073709551614,\"peerURLs\":[\"http://h1:2380\"],"
                                + "\"name\":\"a \\\"quoted\\\" näme\","
                                + "\"clientURLs\":[\"http://h1:2379\",\"http://h2:2379\"]}");
    }

    @Test
    void fields_without_a_value_are_left_out() {
        assertThat(text(MemberJson.member(LEARNER)))
                .isEqualTo("{\"id\":7,\"peerURLs\":[\"http://h3:2380\"],\"isLearner\":true}");
    }

    @Test
    void learners_are_named_apart_from_voters() {
        assertThat(text(MemberJson.confState(List.of(VOTER, LEARNER))))
                .isEqualTo(
                        "{\"voters\":[18446744073709551614],\"learners\":[7],"
                                + "\"auto_leave\":false}");
        assertThat(text(MemberJson.confState(List.of(VOTER))))
                .isEqualTo("{\"voters\":[18446744073709551614],\"auto_leave\":false}");
    }

    private static String text(byte[] json) {
        return new String(json, UTF_8);
    }
}
