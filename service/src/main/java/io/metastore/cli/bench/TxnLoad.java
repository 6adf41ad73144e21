package io.metastore.cli.bench;

import io.metastore.api.etcdserverpb.Compare;
import io.metastore.api.etcdserverpb.Compare.CompareResult;
import io.metastore.api.etcdserverpb.Compare.CompareTarget;
import io.metastore.api.etcdserverpb.KVGrpc;
import io.metastore.api.etcdserverpb.PutRequest;
import io.metastore.api.etcdserverpb.RequestOp;
import io.metastore.api.etcdserverpb.TxnRequest;
import java.util.List;
import java.util.SplittableRandom;

/** Writes neighbouring keys together, if a comparison holds, which it does. */
final class TxnLoad implements Workload {
    private final Site site;
    private final Keys keys;
    private final KeyOrder order;
    private final Values values;
    private final int putsEach;
    private final Series txns;

    TxnLoad(Site site, Keys keys, KeyOrder order, Values values, int putsEach) {
        this.site = site;
        this.keys = keys;
        this.order = order;
        this.values = values;
        this.putsEach = putsEach;
        this.txns = site.series("txn");
    }

    @Override
    public List<Series> series() {
        return List.of(txns);
    }

    @Override
    public List<Operation> prepare() {
        return site.operations(this::client);
    }

    private Operation client(int number) {
        var kv = KVGrpc.newStub(site.connection(number).channel());
        SplittableRandom lots = site.lots(number);
        return attempt -> kv.txn(request(lots), UnaryAnswer.measuring(attempt, txns));
    }

    private TxnRequest request(SplittableRandom lots) {
        long first = order.next(lots);
        var request = TxnRequest.newBuilder().addCompare(holding(first));
        for (int i = 0; i < putsEach; i++) {
            var put =
                    PutRequest.newBuilder().setKey(keys.key(first + i)).setValue(values.next(lots));
            request.addSuccess(RequestOp.newBuilder().setRequestPut(put));
        }
        return request.build();
    }

    private Compare holding(long number) {
        return Compare.newBuilder()
                .setKey(keys.key(number))
                .setTarget(CompareTarget.VERSION)
                .setResult(CompareResult.GREATER)
                .setVersion(-1)
                .build();
    }
}
