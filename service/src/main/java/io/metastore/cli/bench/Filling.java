package io.metastore.cli.bench;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.metastore.api.etcdserverpb.KVGrpc;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.cli.tool.Connection;
import io.metastore.cli.tool.Progress;
import io.metastore.cli.tool.ToolContext;
import io.metastore.cli.tool.ToolFailure;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Writes every key before load is made that reads them, unless all of them are there. */
final class Filling {
    private static final int CLIENTS = 64;
    private static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long WAIT_NANOS_MAX = TimeUnit.MINUTES.toNanos(10);

    private final Site site;
    private final Keys keys;
    private final Values values;
    private final Progress progress;

    /** Shows how far it is as the user wants it. */
    static Filling of(Site site, Keys keys, Values values, LoadOptions load, ToolContext context) {
        return new Filling(site, keys, values, load.progress().begin(context, "keys"));
    }

    private Filling(Site site, Keys keys, Values values, Progress progress) {
        this.site = site;
        this.keys = keys;
        this.values = values;
        this.progress = progress;
    }

    /**
     * Returns when all keys are there.
     *
     * @throws ToolFailure when one cannot be written
     */
    void run() {
        Connection first = site.connection(0);
        try {
            // Keys of another size may be among them: then there are more.
            if (present(first) != keys.count()) {
                fill();
            }
        } catch (StatusRuntimeException e) {
            throw first.failure(e);
        }
    }

    private long present(Connection connection) {
        return KVGrpc.newBlockingStub(connection.channel())
                .withDeadlineAfter(site.answerMax().toMillis(), TimeUnit.MILLISECONDS)
                .range(
                        RangeRequest.newBuilder()
                                .setKey(keys.key(0))
                                .setRangeEnd(keys.endOf(keys.count() - 1))
                                .setCountOnly(true)
                                .build())
                .getCount();
    }

    private void fill() {
        var puts = new PutLoad(site, keys, new KeyOrder(keys.count(), true), values);
        List<Operation> clients = IntStream.range(0, CLIENTS).mapToObj(puts::client).toList();
        var pacing = new Pacing(0, Extent.of(keys.count()), site.nanoTime());
        var phase = new Phase(clients, pacing, site.timer(), site.nanoTime());
        phase.begin();
        try (progress) {
            while (!phase.await(CHECK_NANOS)) {
                refuseFailure(phase);
                progress.at("writing the keys:", phase.startedCount(), keys.count());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolFailure("interrupted while writing the keys", e);
        } finally {
            pacing.stop();
        }
        refuseFailure(phase);
    }

    private void refuseFailure(Phase phase) {
        Throwable failure = phase.lastFailure();
        if (failure != null) {
            throw site.connection(0).failure(Status.fromThrowable(failure).asRuntimeException());
        }
        if (site.nanoTime().getAsLong() - phase.pacing().startNanos() > WAIT_NANOS_MAX) {
            throw new ToolFailure(
                    "%,d keys could not be written in 10 minutes; take fewer with --key-space"
                            .formatted(keys.count()));
        }
    }
}
