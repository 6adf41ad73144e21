package io.metastore.cli.bench;

import io.metastore.api.etcdserverpb.KVGrpc;
import io.metastore.api.etcdserverpb.PutRequest;
import java.util.List;
import java.util.SplittableRandom;

/** Writes single keys. */
final class PutLoad implements Workload {
    private final Site site;
    private final Keys keys;
    private final KeyOrder order;
    private final Values values;
    private final Series puts;

    PutLoad(Site site, Keys keys, KeyOrder order, Values values) {
        this.site = site;
        this.keys = keys;
        this.order = order;
        this.values = values;
        this.puts = site.series("put");
    }

    @Override
    public List<Series> series() {
        return List.of(puts);
    }

    @Override
    public List<Operation> prepare() {
        return site.operations(this::client);
    }

    Operation client(int number) {
        var kv = KVGrpc.newStub(site.connection(number).channel());
        SplittableRandom lots = site.lots(number);
        return attempt -> kv.put(request(lots), UnaryAnswer.measuring(attempt, puts));
    }

    private PutRequest request(SplittableRandom lots) {
        return PutRequest.newBuilder()
                .setKey(keys.key(order.next(lots)))
                .setValue(values.next(lots))
                .build();
    }
}
