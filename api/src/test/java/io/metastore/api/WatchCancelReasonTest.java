package io.metastore.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WatchCancelReasonTest {
    @Test
    void refusal_by_authorisation_is_the_status_as_go_writes_it() {
        assertThat(WatchCancelReason.refusedBy(EtcdError.PERMISSION_DENIED))
                .isEqualTo(
                        "rpc error: code = PermissionDenied desc = etcdserver: permission denied");
        assertThat(WatchCancelReason.refusedBy(EtcdError.USER_EMPTY))
                .isEqualTo(
                        "rpc error: code = InvalidArgument desc = etcdserver: user name is empty");
        assertThat(WatchCancelReason.refusedBy(EtcdError.INVALID_AUTH_TOKEN))
                .isEqualTo(
                        "rpc error: code = Unauthenticated desc = etcdserver: invalid auth token");
    }

    @Test
    void cancellation_is_spelled_as_go_spells_it() {
        assertThat(WatchCancelReason.refusedBy(EtcdError.CANCELED))
                .isEqualTo("rpc error: code = Canceled desc = etcdserver: request canceled");
    }

    @Test
    void other_refusals_are_bare_texts() {
        assertThat(WatchCancelReason.EMPTY_RANGE).isEqualTo("mvcc: watcher range is empty");
        assertThat(WatchCancelReason.DUPLICATE_ID)
                .isEqualTo("mvcc: duplicate watch ID provided on the WatchStream");
        assertThat(WatchCancelReason.NEGATIVE_REVISION)
                .isEqualTo("etcdserver: mvcc: required revision has been compacted");
    }
}
