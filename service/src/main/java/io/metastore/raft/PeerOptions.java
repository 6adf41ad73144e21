package io.metastore.raft;

import com.alipay.sofa.jraft.option.NodeOptions;

/** The library's options with what is shared with the transport that is made from them. */
final class PeerOptions extends NodeOptions {
    private final PeerAddresses addresses = new PeerAddresses();
    private final Followers followers = new Followers();

    PeerAddresses addresses() {
        return addresses;
    }

    Followers followers() {
        return followers;
    }
}
