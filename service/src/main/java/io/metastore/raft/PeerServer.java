package io.metastore.raft;

import com.alipay.sofa.jraft.rpc.ProtobufMsgFactory;
import com.alipay.sofa.jraft.rpc.RpcProcessor;
import com.alipay.sofa.jraft.rpc.RpcServer;
import com.alipay.sofa.jraft.rpc.impl.BoltRpcServer;
import com.alipay.sofa.jraft.rpc.impl.PingRequestProcessor;
import com.alipay.sofa.jraft.rpc.impl.core.AppendEntriesRequestProcessor;
import com.alipay.sofa.jraft.rpc.impl.core.InstallSnapshotRequestProcessor;
import com.alipay.sofa.jraft.rpc.impl.core.ReadIndexRequestProcessor;
import com.alipay.sofa.jraft.rpc.impl.core.RequestVoteRequestProcessor;
import com.alipay.sofa.jraft.rpc.impl.core.TimeoutNowRequestProcessor;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Makes the server of the peer port. The library's own factory would bind every interface, and
 * would answer requests that change the membership from anyone who reaches the port.
 */
final class PeerServer {
    static {
        ProtobufMsgFactory.load();
    }

    private PeerServer() {}

    /** A server, not started yet, that will listen on exactly the given address. */
    static RpcServer create(String host, int port, Executor executor, RpcProcessor<?> peerCalls) {
        var server = new BoltRpcServer(new com.alipay.remoting.rpc.RpcServer(host, port, true));
        var appendEntries = new AppendEntriesRequestProcessor(executor);
        server.registerConnectionClosedEventListener(appendEntries);
        List.of(
                        appendEntries,
                        new SnapshotFileProcessor(executor),
                        new InstallSnapshotRequestProcessor(executor),
                        new RequestVoteRequestProcessor(executor),
                        new PingRequestProcessor(executor),
                        new TimeoutNowRequestProcessor(executor),
                        new ReadIndexRequestProcessor(executor),
                        peerCalls)
                .forEach(server::registerProcessor);
        return server;
    }
}
