package io.metastore.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MemberIdsTest {
    @Test
    void ids_are_those_that_etcd_derives_from_the_same_flags() {
        long member = MemberIds.memberId(List.of("http://127.0.0.1:23800"), "etcd-cluster");

        assertThat(Long.toUnsignedString(member)).isEqualTo("3319814642761637952");
        assertThat(Long.toUnsignedString(MemberIds.clusterId(List.of(member))))
                .isEqualTo("324952591200643719");
    }

    @Test
    void the_order_of_urls_and_members_does_not_matter() {
        assertThat(MemberIds.memberId(List.of("http://b:1", "http://a:1"), "t"))
                .isEqualTo(MemberIds.memberId(List.of("http://a:1", "http://b:1"), "t"));
        assertThat(MemberIds.clusterId(List.of(1L, -2L)))
                .isEqualTo(MemberIds.clusterId(List.of(-2L, 1L)));
    }
}
