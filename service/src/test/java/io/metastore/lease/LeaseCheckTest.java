package io.metastore.lease;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.engine.Engine;
import io.metastore.engine.Keyspace;
import io.metastore.engine.WriteBatch;
import io.metastore.engine.memory.MemoryEngine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaseCheckTest {
    private final Engine engine = new MemoryEngine();
    private final LeaseStore store = new LeaseStore(engine);
    private final Map<String, Long> keys = new HashMap<>(Map.of("a", 7L, "b", 7L));
    private final List<String> problems = new ArrayList<>();

    @BeforeEach
    void grant_and_attach() {
        write(
                batch -> {
                    LeaseWriter leases = store.write(batch);
                    leases.grant(7, 60);
                    leases.grant(-8, 60);
                    keys.forEach((key, id) -> leases.attach(id, key.getBytes(UTF_8)));
                });
    }

    private void write(Consumer<WriteBatch> work) {
        try (WriteBatch batch = engine.begin()) {
            work.accept(batch);
            batch.commit();
        }
    }

    private List<String> check() {
        var check =
                new LeaseCheck(
                        engine,
                        key -> keys.getOrDefault(new String(key, UTF_8), 0L),
                        problems::add);
        check.run();
        keys.forEach((key, id) -> check.checkAttached(key.getBytes(UTF_8), id));
        return problems;
    }

    @Test
    void leases_and_keys_that_agree_have_no_problems() {
        assertThat(check()).isEmpty();
    }

    @Test
    void a_key_that_its_lease_forgot_is_found() {
        write(batch -> store.write(batch).detach(7, "a".getBytes(UTF_8)));
        assertThat(check())
                .containsExactly("key \"a\" is attached to lease 7, which does not know of it");
    }

    @Test
    void a_key_that_forgot_its_lease_is_found() {
        keys.remove("a");
        assertThat(check()).containsExactly("lease 7 lists key \"a\", which is not attached to it");
    }

    @Test
    void attachments_of_a_lost_lease_are_found() {
        write(batch -> batch.delete(Keyspace.LEASE, LeaseRows.leaseKey(7)));
        assertThat(check())
                .containsExactly(
                        "key \"a\" is listed for lease 7, which does not exist",
                        "key \"b\" is listed for lease 7, which does not exist");
    }

    @Test
    void rows_of_another_shape_are_found() {
        write(batch -> batch.put(Keyspace.LEASE, LeaseRows.leaseKey(-8), new byte[3]));
        write(batch -> batch.put(Keyspace.LEASE, new byte[] {1}, new byte[0]));
        assertThat(check())
                .containsExactlyInAnyOrder(
                        "LEASE has a row without the id of a lease",
                        "the row of lease fffffffffffffff8 is no lease");
    }
}
