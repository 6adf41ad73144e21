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
import org.jspecify.annotations.Nullable;

/** Makes clusters of one product and ends all of them, with their data, when closed. */
public final class Launcher implements AutoCloseable {
    private final Setup setup;
    private final Path logs;
    private final Ports ports = new Ports(new Random());
    private final List<Cluster> clusters = new ArrayList<>();
    private final List<Member> joiners = new ArrayList<>();
    private final List<Network> networks = new ArrayList<>();
    private final List<Path> data = new ArrayList<>();

    /** Output goes to {@code <e2e.logs>/<scenario>/}. */
    public Launcher(Setup setup, String scenario) {
        this.setup = setup;
        this.logs = Path.of(System.getProperty("e2e.logs", "target/e2e-logs"), scenario);
    }

    public Setup setup() {
        return setup;
    }

    /** Where the output of the members goes, and what else a scenario leaves for people. */
    public Path logs() {
        return logs;
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

    /** The same as {@link #startOnce()}, with a network between the members. */
    public Cluster startOnceInNetwork() {
        if (clusters.isEmpty()) {
            prepareInNetwork().start();
        }
        return clusters.get(0);
    }

    /** A new cluster, not started. */
    public Cluster prepare(String... moreFlags) {
        return prepare(Place.anywhere(newDirectory()), moreFlags);
    }

    /** A new cluster, not started, whose members talk to each other through a network. */
    public Cluster prepareInNetwork(String... moreFlags) {
        return prepare(Place.anywhere(newDirectory()).withNetwork(newNetwork()), moreFlags);
    }

    /** The same, and the first member keeps all it writes on that disk. */
    public Cluster prepareInNetwork(SmallDisk disk, String... moreFlags) {
        Place place = Place.anywhere(newDirectory()).withNetwork(newNetwork());
        return prepare(place.withFirstOn(disk), moreFlags);
    }

    private Network newNetwork() {
        Network network = new Network();
        networks.add(network);
        return network;
    }

    /** A new cluster, not started, whose members keep all they write on that disk. */
    public Cluster prepareOn(SmallDisk disk, String... moreFlags) {
        return prepare(new Place(disk.mountPoint(), disk.enter(), null, null), moreFlags);
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

    private Cluster prepare(Place place, String... moreFlags) {
        try {
            int number = clusters.size() + 1;
            Files.createDirectories(logs);
            Cluster cluster =
                    new Cluster(
                            setup,
                            configs(place, number, List.of(moreFlags)).stream()
                                    .map(config -> new Member(setup.product(), config))
                                    .toList(),
                            place.network());
            clusters.add(cluster);
            return cluster;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Where the members of a cluster live.
     *
     * @param root of their data
     * @param enter what comes before a command so that it sees that directory
     * @param first the place of the first member; null when it is no other
     * @param network what lies between them; null when nothing does
     */
    private record Place(
            Path root, List<String> enter, @Nullable Place first, @Nullable Network network) {
        static Place anywhere(Path root) {
            return new Place(root, List.of(), null, null);
        }

        Place withFirstOn(SmallDisk disk) {
            return new Place(
                    root, enter, new Place(disk.mountPoint(), disk.enter(), null, null), network);
        }

        Place withNetwork(Network other) {
            return new Place(root, enter, first, other);
        }

        Place of(int number) {
            return first != null && number == 0 ? first : this;
        }
    }

    private List<MemberConfig> configs(Place place, int number, List<String> moreFlags)
            throws IOException {
        List<String> names = IntStream.range(0, setup.size()).mapToObj(i -> "m" + i).toList();
        List<Endpoints> endpoints =
                names.stream().map(name -> endpoints(name, place.network())).toList();
        String initialCluster =
                IntStream.range(0, setup.size())
                        .mapToObj(i -> names.get(i) + "=" + endpoints.get(i).peerUrl())
                        .collect(Collectors.joining(","));
        List<MemberConfig> configs = new ArrayList<>();
        for (int i = 0; i < setup.size(); i++) {
            Path output = logs.resolve(number + "-" + names.get(i) + ".log");
            Files.deleteIfExists(output);
            Directories directories =
                    new Directories(
                            place.of(i).root().resolve(names.get(i)),
                            newDirectory(),
                            output,
                            place.of(i).enter());
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

    private Endpoints endpoints(String name, @Nullable Network network) {
        int clientPort = ports.next();
        int peerPort = ports.next();
        return network == null
                ? new Endpoints(clientPort, peerPort)
                : new Endpoints(clientPort, peerPort, network.open(name, ports, peerPort));
    }

    /** What the scenario asks for comes last, so that it wins. */
    private List<String> flags(int number, List<String> moreFlags) {
        return Stream.concat(setup.storage().flags(number).stream(), moreFlags.stream()).toList();
    }

    /** A member, not started, that is to join those given; add it to their cluster first. */
    public Member prepareJoiner(String name, List<Member> others, String... moreFlags) {
        return prepareJoiner(name, others, endpoints(name, null), moreFlags);
    }

    /** The same for a cluster whose members talk to each other through a network. */
    public Member prepareJoiner(String name, List<Member> others, Network network) {
        Member member = prepareJoiner(name, others, endpoints(name, network));
        network.admit(member);
        return member;
    }

    private Member prepareJoiner(
            String name, List<Member> others, Endpoints endpoints, String... moreFlags) {
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
        networks.forEach(Network::close);
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
