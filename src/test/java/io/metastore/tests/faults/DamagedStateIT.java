package io.metastore.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metastore.tests.client.Client;
import io.metastore.tests.client.Dump;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Launcher;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.cluster.Product;
import io.metastore.tests.cluster.Storage;
import io.metastore.tests.junit.OnCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A damaged state in RocksDB: the member names the file and ends, and serves nothing of it. */
@OnCluster(members = 1, products = Product.METASTORE, storages = Storage.ROCKSDB)
final class DamagedStateIT {
    private static final String TABLE = "[0-9]+\\.sst";
    private static final int TXNS = 30;
    private static final Duration EXIT_MAX = Duration.ofSeconds(60);

    private final Launcher launcher;

    DamagedStateIT(Launcher launcher) {
        this.launcher = launcher;
    }

    /** Stopped in order, so that all of the state is in files. */
    private Member written() {
        Cluster cluster = launcher.start();
        new Filler(new Random(1)).fill(cluster.client(), "damaged/", TXNS);
        cluster.member(0).stop();
        return cluster.member(0);
    }

    private static void assertRefused(Member member, Path file, Consumer<Path> damage) {
        damage.accept(file);
        member.start();
        assertEndsAndNames(member, file);
        assertThat(member.log().sinceMark()).doesNotContain("ready to serve client requests");
        member.close();
    }

    private static void assertEndsAndNames(Member member, Path file) {
        assertThat(member.awaitExit(EXIT_MAX)).as("exit code, damaged %s", file).isNotZero();
        String said = member.log().sinceMark();
        assertThat(said).contains(file.getFileName().toString());
        assertThat(said.toLowerCase(Locale.ROOT)).containsAnyOf("corrupt", "damaged", "missing");
    }

    /** The start reads only what it needs; whoever asks for the rest finds the damage. */
    @Test
    void a_flipped_bit_in_a_table() {
        Member member = written();
        Path table = new EngineFiles(member).largest(TABLE);
        EngineFiles.flip(table);
        member.start();
        if (member.awaitReadyOrEnd()) {
            assertThatThrownBy(() -> readEverything(member.client())).isNotNull();
        }
        assertEndsAndNames(member, table);
        member.close();
    }

    private static void readEverything(Client client) {
        long last = client.revision();
        Dump.keys(client, last);
        Dump.keys(client, last / 2);
        Dump.events(client, 1, last);
    }

    @Test
    void a_table_cut_in_half() {
        Member member = written();
        assertRefused(member, new EngineFiles(member).largest(TABLE), EngineFiles::cut);
    }

    @Test
    void a_table_that_is_gone() {
        Member member = written();
        assertRefused(member, new EngineFiles(member).largest(TABLE), EngineFiles::delete);
    }

    @Test
    void a_flipped_bit_in_the_manifest() {
        Member member = written();
        assertRefused(
                member, new EngineFiles(member).largest("MANIFEST-[0-9]+"), EngineFiles::flip);
    }
}
