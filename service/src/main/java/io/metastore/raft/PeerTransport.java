package io.metastore.raft;

import com.alipay.sofa.jraft.rpc.RpcClient;
import com.alipay.sofa.jraft.rpc.impl.BoltRaftRpcFactory;
import com.alipay.sofa.jraft.util.SPI;

/** Makes the library use {@link PeerClient}; found by the library as a service. */
@SPI(priority = 100)
public final class PeerTransport extends BoltRaftRpcFactory {
    @Override
    public RpcClient createRpcClient(ConfigHelper<RpcClient> helper) {
        RpcClient client = new PeerClient();
        if (helper != null) {
            helper.config(client);
        }
        return client;
    }
}
