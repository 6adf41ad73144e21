package io.metastore.tests.robustness.load;

import com.google.protobuf.ByteString;
import io.metastore.api.etcdserverpb.Compare.CompareTarget;
import io.metastore.api.etcdserverpb.DeleteRangeRequest;
import io.metastore.api.etcdserverpb.DeleteRangeResponse;
import io.metastore.api.etcdserverpb.KVGrpc.KVBlockingStub;
import io.metastore.api.etcdserverpb.PutRequest;
import io.metastore.api.etcdserverpb.PutResponse;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.etcdserverpb.RangeResponse;
import io.metastore.api.etcdserverpb.RequestOp;
import io.metastore.api.etcdserverpb.ResponseHeader;
import io.metastore.api.etcdserverpb.ResponseOp;
import io.metastore.api.etcdserverpb.TxnRequest;
import io.metastore.api.etcdserverpb.TxnResponse;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.tests.client.Client;
import io.metastore.tests.client.Requests;
import io.metastore.tests.robustness.history.Answer;
import io.metastore.tests.robustness.history.Compare;
import io.metastore.tests.robustness.history.Request;
import io.metastore.tests.robustness.history.Result;
import io.metastore.tests.robustness.history.Row;
import io.metastore.tests.robustness.history.Step;
import java.util.List;

/** Turns requests into calls and responses into answers. */
final class Calls {
    private Calls() {}

    static Answer perform(Client client, Request request) {
        KVBlockingStub kv = client.kv();
        if (!request.needsNoTxn()) {
            return answer(kv.txn(txn(request)));
        }
        Step step = request.then().get(0);
        return switch (step.kind()) {
            case PUT -> {
                PutResponse response = kv.put(put(step));
                yield answer(response.getHeader(), result(response));
            }
            case DELETE -> {
                DeleteRangeResponse response = kv.deleteRange(delete(step));
                yield answer(response.getHeader(), result(response));
            }
            case RANGE -> {
                RangeResponse response = kv.range(range(step, request.serializable()));
                yield answer(response.getHeader(), result(response));
            }
        };
    }

    private static Answer answer(ResponseHeader header, Result result) {
        return new Answer(header.getRevision(), true, List.of(result));
    }

    private static Answer answer(TxnResponse response) {
        return new Answer(
                response.getHeader().getRevision(),
                response.getSucceeded(),
                response.getResponsesList().stream().map(Calls::result).toList());
    }

    private static TxnRequest txn(Request request) {
        TxnRequest.Builder txn = TxnRequest.newBuilder();
        request.compares().forEach(compare -> txn.addCompare(compare(compare)));
        request.then().forEach(step -> txn.addSuccess(op(step, request.serializable())));
        request.otherwise().forEach(step -> txn.addFailure(op(step, request.serializable())));
        return txn.build();
    }

    private static io.metastore.api.etcdserverpb.Compare compare(Compare compare) {
        var builder =
                io.metastore.api.etcdserverpb.Compare.newBuilder()
                        .setKey(Requests.bytes(compare.key()))
                        .setResult(io.metastore.api.etcdserverpb.Compare.CompareResult.EQUAL);
        return compare.value().isEmpty()
                ? builder.setTarget(CompareTarget.MOD).setModRevision(compare.mod()).build()
                : builder.setTarget(CompareTarget.VALUE)
                        .setValue(Requests.bytes(compare.value()))
                        .build();
    }

    private static RequestOp op(Step step, boolean serializable) {
        return switch (step.kind()) {
            case PUT -> Requests.op(put(step));
            case DELETE -> Requests.op(delete(step));
            case RANGE -> Requests.op(range(step, serializable));
        };
    }

    private static PutRequest put(Step step) {
        return Requests.put(step.key(), step.value()).toBuilder().setPrevKv(true).build();
    }

    private static DeleteRangeRequest delete(Step step) {
        return DeleteRangeRequest.newBuilder()
                .setKey(Requests.bytes(step.key()))
                .setRangeEnd(Requests.bytes(step.end()))
                .setPrevKv(true)
                .build();
    }

    private static RangeRequest range(Step step, boolean serializable) {
        ByteString end = Requests.bytes(step.end());
        return RangeRequest.newBuilder()
                .setKey(Requests.bytes(step.key()))
                .setRangeEnd(end)
                .setSerializable(serializable)
                .build();
    }

    private static Result result(ResponseOp response) {
        return switch (response.getResponseCase()) {
            case RESPONSE_PUT -> result(response.getResponsePut());
            case RESPONSE_DELETE_RANGE -> result(response.getResponseDeleteRange());
            case RESPONSE_RANGE -> result(response.getResponseRange());
            default -> throw new IllegalStateException("an answer to nothing: " + response);
        };
    }

    private static Result result(PutResponse response) {
        return new Result(
                List.of(),
                0,
                response.hasPrevKv() ? rows(List.of(response.getPrevKv())) : List.of());
    }

    private static Result result(DeleteRangeResponse response) {
        return new Result(List.of(), response.getDeleted(), rows(response.getPrevKvsList()));
    }

    private static Result result(RangeResponse response) {
        return new Result(rows(response.getKvsList()), response.getCount(), List.of());
    }

    private static List<Row> rows(List<KeyValue> kvs) {
        return kvs.stream().map(Row::of).toList();
    }
}
