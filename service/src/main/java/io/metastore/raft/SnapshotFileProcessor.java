package io.metastore.raft;

import com.alipay.sofa.jraft.error.RaftError;
import com.alipay.sofa.jraft.rpc.RpcRequestClosure;
import com.alipay.sofa.jraft.rpc.RpcRequests.ErrorResponse;
import com.alipay.sofa.jraft.rpc.RpcRequests.GetFileRequest;
import com.alipay.sofa.jraft.rpc.impl.core.GetFileRequestProcessor;
import com.google.protobuf.Message;
import java.util.concurrent.Executor;

/**
 * Hands out the files of a snapshot. A leader that has begun anew with a member knows nothing more
 * of the first transfer, but the member goes on with it, and tries each of the remaining files for
 * two seconds before it gives up all of them: with hundreds of files it would be away for minutes.
 * A transfer that is cancelled is not tried again, so the member sees its end with each file at
 * once.
 */
final class SnapshotFileProcessor extends GetFileRequestProcessor {
    SnapshotFileProcessor(Executor executor) {
        super(executor);
    }

    @Override
    public Message processRequest(GetFileRequest request, RpcRequestClosure done) {
        Message answer = super.processRequest(request, done);
        if (answer instanceof ErrorResponse error
                && error.getErrorCode() == RaftError.ENOENT.getNumber()) {
            return error.toBuilder().setErrorCode(RaftError.ECANCELED.getNumber()).build();
        }
        return answer;
    }
}
