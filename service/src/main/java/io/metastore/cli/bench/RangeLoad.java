package io.metastore.cli.bench;

import io.metastore.api.etcdserverpb.KVGrpc;
import io.metastore.api.etcdserverpb.RangeRequest;
import java.util.List;
import java.util.SplittableRandom;

/** Reads ranges of neighbouring keys. */
final class RangeLoad implements Workload {
    /**
     * How the keys are read.
     *
     * @param keysEach keys that each request asks for
     * @param limit of what is returned, 0 for all
     * @param serializable whether any member may answer from what it has
     */
    record Reading(long keysEach, long limit, boolean serializable) {}

    private final Site site;
    private final Keys keys;
    private final KeyOrder order;
    private final Reading reading;
    private final Filling filling;
    private final Series ranges;

    RangeLoad(Site site, Keys keys, KeyOrder order, Reading reading, Filling filling) {
        this.site = site;
        this.keys = keys;
        this.order = order;
        this.reading = reading;
        this.filling = filling;
        this.ranges = site.series("range");
    }

    @Override
    public List<Series> series() {
        return List.of(ranges);
    }

    @Override
    public List<Operation> prepare() {
        filling.run();
        return site.operations(this::client);
    }

    Operation client(int number) {
        var kv = KVGrpc.newStub(site.connection(number).channel());
        SplittableRandom lots = site.lots(number);
        return attempt -> kv.range(request(lots), UnaryAnswer.measuring(attempt, ranges));
    }

    private RangeRequest request(SplittableRandom lots) {
        long first = order.next(lots);
        var request =
                RangeRequest.newBuilder()
                        .setKey(keys.key(first))
                        .setLimit(reading.limit())
                        .setSerializable(reading.serializable());
        if (reading.keysEach() > 1) {
            request.setRangeEnd(keys.endOf(first + reading.keysEach() - 1));
        }
        return request.build();
    }
}
