package io.metastore.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyspaceTest {
    @Test
    void ids_are_those_that_files_already_hold() {
        assertThat(Keyspace.values())
                .extracting(keyspace -> keyspace.id() + " " + keyspace)
                .containsExactly(
                        "0 LATEST",
                        "1 HISTORY",
                        "2 INDEX",
                        "3 LEASE",
                        "4 AUTH",
                        "5 MEMBER",
                        "6 META");
    }

    @Test
    void an_id_leads_back_to_its_keyspace_and_no_other_id_to_any() {
        for (Keyspace keyspace : Keyspace.values()) {
            assertThat(Keyspace.ofId(keyspace.id())).isEqualTo(keyspace);
        }
        assertThat(Keyspace.ofId(-1)).isNull();
        assertThat(Keyspace.ofId(7)).isNull();
    }
}
