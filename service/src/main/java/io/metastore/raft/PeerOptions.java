package io.metastore.raft;

import com.alipay.sofa.jraft.option.NodeOptions;

/** The library's options with the addresses, for the transport that is made from them. */
final class PeerOptions extends NodeOptions {
    private final PeerAddresses addresses = new PeerAddresses();

    PeerAddresses addresses() {
        return addresses;
    }
}
