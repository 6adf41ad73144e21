package io.metastore.cli.bench;

import io.metastore.cli.tool.Connection;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * What a workload finds around it.
 *
 * @param connections at least one
 * @param clients how many requests are under way at a time
 * @param seed of everything that is drawn by lot
 * @param answerMax how long requests may take that are not measured
 */
record Site(
        List<Connection> connections,
        int clients,
        long seed,
        Duration answerMax,
        Timer timer,
        LongSupplier nanoTime) {

    /** The connection of client n, counted from 0. */
    Connection connection(int client) {
        return connections.get(client % connections.size());
    }

    /** The lots of client n, which no other draws. */
    SplittableRandom lots(int client) {
        return new SplittableRandom(seed + 31L * (client + 1));
    }

    /** What each client does, counted from 0. */
    List<Operation> operations(IntFunction<Operation> ofClient) {
        return IntStream.range(0, clients).mapToObj(ofClient).toList();
    }

    Series series(String name) {
        return new Series(name, nanoTime);
    }
}
