package io.metastore.raft;

import com.alipay.sofa.jraft.option.NodeOptions;

/** The library's options with what the transport that is made from them needs besides. */
final class PeerOptions extends NodeOptions {
    private final PeerAddresses addresses = new PeerAddresses();
    private final SnapshotTransfers transfers;

    PeerOptions(SnapshotTransfers transfers) {
        this.transfers = transfers;
    }

    SnapshotTransfers transfers() {
        return transfers;
    }

    PeerAddresses addresses() {
        return addresses;
    }
}
