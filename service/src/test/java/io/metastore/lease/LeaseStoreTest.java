package io.metastore.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metastore.api.EtcdError;
import io.metastore.engine.Engine;
import io.metastore.engine.WriteBatch;
import io.metastore.engine.memory.MemoryEngine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class LeaseStoreTest {
    private static final byte[] A = "a".getBytes(StandardCharsets.UTF_8);
    private static final byte[] B = "b".getBytes(StandardCharsets.UTF_8);

    private final Engine engine = new MemoryEngine();
    private final LeaseStore store = new LeaseStore(engine);

    @Test
    void a_lease_ends_its_time_after_the_clock_of_its_grant() {
        write(w -> moveClock(w, 5_000));
        Lease lease = write(w -> w.grant(7, 60));

        assertThat(lease.expiryMillis()).isEqualTo(65_000);
        assertThat(store.expired(64_999, 10)).isEmpty();
        assertThat(store.expired(65_000, 10)).containsExactly(7L);
    }

    @Test
    void a_keepalive_grants_the_full_time_anew() {
        write(w -> w.grant(7, 60));
        write(w -> moveClock(w, 30_000));

        Lease renewed = write(w -> w.keepAlive(7));
        assertThat(renewed).isEqualTo(new Lease(7, 60, 90_000));
        assertThat(store.expired(60_000, 10)).isEmpty();
        Lease unknown = write(w -> w.keepAlive(8));
        assertThat(unknown).isNull();
    }

    @Test
    void the_clock_never_goes_back() {
        write(w -> moveClock(w, 30_000));
        write(w -> moveClock(w, 10_000));

        assertThat(store.clockMillis()).isEqualTo(30_000);
    }

    @Test
    void an_id_that_is_taken_is_refused() {
        write(w -> w.grant(7, 60));

        assertThatThrownBy(() -> write(w -> w.grant(7, 60)))
                .hasMessage(EtcdError.LEASE_EXISTS.message());
    }

    @Test
    void revoking_returns_the_attached_keys_in_order_and_leaves_nothing() {
        write(
                w -> {
                    w.grant(-1, 60);
                    w.grant(7, 60);
                    w.attach(7, B);
                    w.attach(7, A);
                    w.attach(-1, B);
                    w.attach(0, A);
                    return w;
                });

        List<byte[]> revoked = write(w -> w.revoke(7));
        assertThat(revoked).containsExactly(A, B);
        assertThat(LeaseStore.find(engine, 7)).isNull();
        assertThat(LeaseStore.attachedKeys(engine, 7)).isEmpty();
        assertThat(LeaseStore.attachedKeys(engine, -1)).containsExactly(B);
        assertThatThrownBy(() -> write(w -> w.revoke(7)))
                .hasMessage(EtcdError.LEASE_NOT_FOUND.message());
    }

    @Test
    void what_is_past_is_listed_soonest_first_and_bounded() {
        write(w -> w.grant(1, 30));
        write(w -> w.grant(2, 10));
        write(w -> w.grant(3, 20));

        assertThat(store.expired(60_000, 2)).containsExactly(2L, 3L);
    }

    @Test
    void a_new_store_finds_leases_and_clock_where_they_were() {
        write(w -> moveClock(w, 5_000));
        write(w -> w.grant(7, 60));
        write(w -> moveClock(w, 25_000));

        LeaseStore reopened = new LeaseStore(engine);

        assertThat(reopened.clockMillis()).isEqualTo(25_000);
        assertThat(reopened.leases()).containsExactly(new Lease(7, 60, 65_000));
        assertThat(LeaseStore.find(engine, 7).remainingMillis(25_000)).isEqualTo(40_000);
    }

    private static LeaseWriter moveClock(LeaseWriter writer, long millis) {
        writer.moveClock(millis);
        return writer;
    }

    private <T> T write(Function<LeaseWriter, T> change) {
        try (WriteBatch batch = engine.begin()) {
            T result = change.apply(store.write(batch));
            batch.commit();
            return result;
        }
    }
}
