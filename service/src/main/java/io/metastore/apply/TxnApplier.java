package io.metastore.apply;

import io.metastore.api.etcdserverpb.RequestOp;
import io.metastore.api.etcdserverpb.ResponseHeader;
import io.metastore.api.etcdserverpb.ResponseOp;
import io.metastore.api.etcdserverpb.TxnRequest;
import io.metastore.api.etcdserverpb.TxnResponse;
import io.metastore.mvcc.WriteTxn;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Txns that may write, in three steps: every condition on the way is evaluated on the state before
 * the txn; then the branches taken are checked, so that a txn is refused as a whole; then their
 * operations run in order, each seeing what the ones before it wrote.
 */
final class TxnApplier {
    private final ApplyContext context;
    private final WriteTxn txn;
    private final Deque<Boolean> branches = new ArrayDeque<>();

    private TxnApplier(ApplyContext context) {
        this.context = context;
        this.txn = context.begin();
    }

    static TxnResponse apply(ApplyContext context, TxnRequest request) {
        return new TxnApplier(context).apply(request);
    }

    private TxnResponse apply(TxnRequest request) {
        evaluate(request);
        TxnResponse.Builder response = execute(request);
        response.setHeader(context.header(txn.revision()));
        context.end(txn);
        return response.build();
    }

    /** Notes which branch each txn on the way takes, outermost first, and checks its operations. */
    private void evaluate(TxnRequest request) {
        boolean succeeded = Compares.hold(txn, request.getCompareList());
        branches.addLast(succeeded);
        for (RequestOp op : branch(request, succeeded)) {
            switch (op.getRequestCase()) {
                case REQUEST_TXN -> evaluate(op.getRequestTxn());
                case REQUEST_PUT -> KvApplier.checkPut(context, txn, op.getRequestPut());
                case REQUEST_RANGE -> TxnReads.checkRevision(txn, op.getRequestRange());
                case REQUEST_DELETE_RANGE, REQUEST_NOT_SET -> {}
            }
        }
    }

    private TxnResponse.Builder execute(TxnRequest request) {
        boolean succeeded = branches.removeFirst();
        TxnResponse.Builder response = TxnResponse.newBuilder().setSucceeded(succeeded);
        for (RequestOp op : branch(request, succeeded)) {
            response.addResponses(execute(op));
        }
        return response;
    }

    private ResponseOp execute(RequestOp op) {
        ResponseOp.Builder response = ResponseOp.newBuilder();
        switch (op.getRequestCase()) {
            case REQUEST_RANGE -> {
                return TxnReads.range(txn, op.getRequestRange());
            }
            case REQUEST_PUT ->
                    response.setResponsePut(
                            KvApplier.put(context, txn, op.getRequestPut(), TxnReads::header));
            case REQUEST_DELETE_RANGE ->
                    response.setResponseDeleteRange(
                            KvApplier.deleteRange(
                                    context, txn, op.getRequestDeleteRange(), TxnReads::header));
            case REQUEST_TXN ->
                    response.setResponseTxn(
                            execute(op.getRequestTxn())
                                    .setHeader(ResponseHeader.getDefaultInstance()));
            case REQUEST_NOT_SET -> throw new IllegalStateException("empty operation in the log");
        }
        return response.build();
    }

    private static List<RequestOp> branch(TxnRequest request, boolean succeeded) {
        return succeeded ? request.getSuccessList() : request.getFailureList();
    }
}
