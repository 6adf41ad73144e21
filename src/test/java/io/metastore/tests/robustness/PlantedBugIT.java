package io.metastore.tests.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.tests.client.Await;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Launcher;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.cluster.Product;
import io.metastore.tests.cluster.Storage;
import io.metastore.tests.junit.OnCluster;
import io.metastore.tests.robustness.history.Checker;
import io.metastore.tests.robustness.history.HistoryFolder;
import io.metastore.tests.robustness.load.Members;
import io.metastore.tests.robustness.load.Watchers;
import io.metastore.tests.robustness.load.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The harness itself: bugs that are really there are found. */
@Tag("faults")
@OnCluster(members = 3, products = Product.METASTORE, storages = Storage.MEMORY)
final class PlantedBugIT {
    private static final long SEED = 7;
    private static final int WORKERS = 3;
    private static final int ANSWERS = 20;
    private static final Duration PROGRESS_MAX = Duration.ofSeconds(30);

    private final Launcher launcher;

    PlantedBugIT(Launcher launcher) {
        this.launcher = launcher;
    }

    private HistoryFolder history(String name) {
        return new HistoryFolder(launcher.logs().resolve(name));
    }

    @Test
    void a_stale_read_through_a_member_that_is_cut_off_is_caught() {
        Cluster cluster = launcher.prepareInNetwork();
        cluster.start();
        Member cutOff = cluster.followers().get(0);
        List<Member> rest = cluster.members().stream().filter(m -> m != cutOff).toList();
        try (HistoryFolder history = history("stale-reads")) {
            Workload.Settings honest = new Workload.Settings(history, SEED);
            Workload.Settings broken =
                    new Workload.Settings(
                            history, SEED, client -> client.through(new StaleReads()));
            Members all = new Members(cluster.members());
            Ending ending = new Ending(all, honest);
            cluster.network().isolate(cutOff);
            try (Workload workload = new Workload(new Members(rest), honest, WORKERS)) {
                workload.awaitProgressOfEach(ANSWERS, PROGRESS_MAX);
                Workload.readAll(new Members(List.of(cutOff)), broken, WORKERS);
            }
            cluster.network().heal();
            Checker.Verdict verdict = judge(ending, all, honest);
            assertThat(verdict.text()).contains("WRONG: stale: revision");
            assertThat(verdict.accepted()).isFalse();
        }
        cluster.close();
    }

    @Test
    void acknowledged_writes_that_a_disk_has_forgotten_are_caught() throws IOException {
        Cluster cluster = launcher.start();
        try (HistoryFolder history = history("lost-writes")) {
            Workload.Settings settings = new Workload.Settings(history, SEED);
            Members members = new Members(cluster.members());
            Ending ending = new Ending(members, settings);
            work(members, settings, 0);
            cluster.members().forEach(Member::kill);
            Path copies = launcher.newDirectory();
            for (Member member : cluster.members()) {
                copy(member.dataDir(), copies.resolve(member.name()));
            }
            cluster.start();
            work(members, settings, WORKERS);
            cluster.members().forEach(Member::kill);
            for (Member member : cluster.members()) {
                delete(member.dataDir());
                copy(copies.resolve(member.name()), member.dataDir());
            }
            cluster.start();
            Await.until("a leader", PROGRESS_MAX, () -> cluster.client().revision() > 0);
            Checker.Verdict verdict = judge(ending, members, settings);
            assertThat(verdict.text()).contains("lies beyond the history");
            assertThat(verdict.accepted()).isFalse();
        }
        cluster.close();
    }

    private static void work(Members members, Workload.Settings settings, int firstNumber) {
        try (Workload workload = new Workload(members, settings, firstNumber, WORKERS)) {
            workload.awaitProgressOfEach(ANSWERS, PROGRESS_MAX);
        }
    }

    private static Checker.Verdict judge(
            Ending ending, Members members, Workload.Settings settings) {
        try (Watchers watchers = new Watchers(members, settings, ending.first() + 1, 0)) {
            return ending.judge(watchers);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted((one, other) -> other.compareTo(one)).forEach(PlantedBugIT::deleteFile);
        }
    }

    private static void deleteFile(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
