package io.metastore.tests.cluster;

import io.metastore.tests.cluster.MemberConfig.Directories;
import io.metastore.tests.cluster.MemberConfig.Endpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes clusters of one product and ends all of them, with their data, when closed. */
public final class Launcher implements AutoCloseable {
    private final Setup setup;
    private final Path logs;
    private final Ports ports = new Ports(new Random());
    private final List<Cluster> clusters = new ArrayList<>();
    private final List<Member> joiners = new ArrayList<>();
    private final List<Path> data = new ArrayList<>();

    /** Output goes to {@code <e2e.logs>/<scenario>/}. */
    public Launcher(Setup setup, String scenario) {
        this.setup = setup;
        this.logs = Path.of(System.getProperty("e2e.logs", "target/e2e-logs"), scenario);
    }

    public Setup setup() {
        return setup;
    }

    /** A new cluster, started and ready. */
    public Cluster start(String... moreFlags) {
        Cluster cluster = prepare(moreFlags);
        cluster.start();
        return cluster;
    }

    /** The first cluster, started when there is none yet; for the tests of one class to share. */
    public Cluster startOnce() {
        return clusters.isEmpty() ? start() : clusters.get(0);
    }

    /** A new cluster, not started. */
    public Cluster prepare(String... moreFlags) {
        return prepare(newDirectory(), List.of(), moreFlags);
    }

    /** A new cluster, not started, whose members keep all they write on that disk. */
    public Cluster prepareOn(SmallDisk disk, String... moreFlags) {
        return prepare(disk.mountPoint(), disk.enter(), moreFlags);
    }

    /** An empty directory that is removed in the end. */
    public Path newDirectory() {
        try {
            Path root = Files.createTempDirectory("metastore-e2e-");
            data.add(root);
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Cluster prepare(Path root, List<String> enter, String... moreFlags) {
        try {
            int number = clusters.size() + 1;
            Path log = Files.createDirectories(logs);
            Cluster cluster =
                    new Cluster(
                            setup,
                            configs(new Place(root, log, enter), number, List.of(moreFlags))
                                    .stream()
                                    .map(config -> new Member(setup.product(), config))
                                    .toList());
            clusters.add(cluster);
            return cluster;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the members of a cluster have their data and their output. */
    private record Place(Path root, Path log, List<String> enter) {}

    private List<MemberConfig> configs(Place place, int number, List<String> moreFlags)
            throws IOException {
        List<String> names = IntStream.range(0, setup.size()).mapToObj(i -> "m" + i).toList();
        List<Endpoints> endpoints =
                names.stream().map(name -> new Endpoints(ports.next(), ports.next())).toList();
        String initialCluster =
                IntStream.range(0, setup.size())
                        .mapToObj(i -> names.get(i) + "=" + endpoints.get(i).peerUrl())
                        .collect(Collectors.joining(","));
        List<MemberConfig> configs = new ArrayList<>();
        for (int i = 0; i < setup.size(); i++) {
            Path output = place.log().resolve(number + "-" + names.get(i) + ".log");
            Files.deleteIfExists(output);
            Directories directories =
                    new Directories(
                            place.root().resolve(names.get(i)),
                            newDirectory(),
                            output,
                            place.enter());
            configs.add(
                    new MemberConfig(
                            names.get(i),
                            endpoints.get(i),
                            directories,
                            initialCluster,
                            false,
                            flags(i, moreFlags)));
        }
        return configs;
    }

    /** What the scenario asks for comes last, so that it wins. */
    private List<String> flags(int number, List<String> moreFlags) {
        return Stream.concat(setup.storage().flags(number).stream(), moreFlags.stream()).toList();
    }

    /** A member, not started, that is to join those given; add it to their cluster first. */
    public Member prepareJoiner(String name, List<Member> others, String... moreFlags) {
        Endpoints endpoints = new Endpoints(ports.next(), ports.next());
        String initialCluster =
                others.stream()
                                .map(other -> other.name() + "=" + other.peerUrl() + ",")
                                .collect(Collectors.joining())
                        + name
                        + "="
                        + endpoints.peerUrl();
        Directories directories =
                new Directories(
                        newDirectory().resolve(name),
                        newDirectory(),
                        logs.resolve(clusters.size() + "-joined-" + name + ".log"),
                        List.of());
        MemberConfig config =
                new MemberConfig(
                        name,
                        endpoints,
                        directories,
                        initialCluster,
                        true,
                        flags(joiners.size() + 1, List.of(moreFlags)));
        Member member = new Member(setup.product(), config);
        joiners.add(member);
        return member;
    }

    /** An address that nobody listens at. */
    public String freeUrl() {
        return "http://127.0.0.1:" + ports.next();
    }

    /** The ends of the outputs of all clusters that were made. */
    public String tails() {
        return Stream.concat(
                        clusters.stream().map(Cluster::tails),
                        joiners.stream().map(joiner -> joiner.log().tail()))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        joiners.forEach(Member::close);
        clusters.forEach(Cluster::close);
        if (!Boolean.getBoolean("e2e.keep")) {
            data.forEach(Launcher::delete);
        }
    }

    private static void delete(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
