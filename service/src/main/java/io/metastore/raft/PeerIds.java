package io.metastore.raft;

import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.util.Endpoint;
import java.util.Collection;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Member ids in the form in which the library knows its peers. The library takes a peer for the
 * text host:port and writes it into the log; here the host is the member's id and the port means
 * nothing, so that a member may move to another address and an address may get another member. The
 * {@link PeerAddresses} say where an id is reached.
 */
final class PeerIds {
    static final long NOBODY = 0;

    private static final int PORT = 1;
    private static final int ID_DIGITS = 16;

    private PeerIds() {}

    static PeerId peerId(long memberId) {
        return new PeerId(HexFormat.of().toHexDigits(memberId), PORT);
    }

    static PeerId peerId(Peer peer) {
        return peerId(peer.id());
    }

    static Configuration voters(Collection<Peer> voters) {
        return new Configuration(voters.stream().map(PeerIds::peerId).toList());
    }

    /** The id of a peer; {@link #NOBODY} when there is none. */
    static long idOf(@Nullable PeerId peer) {
        return peer == null ? NOBODY : idOf(peer.getEndpoint());
    }

    /** The member that an endpoint stands for; {@link #NOBODY} when it is a real address. */
    static long idOf(Endpoint endpoint) {
        if (endpoint.getPort() != PORT || endpoint.getIp().length() != ID_DIGITS) {
            return NOBODY;
        }
        try {
            return HexFormat.fromHexDigitsToLong(endpoint.getIp());
        } catch (IllegalArgumentException e) {
            return NOBODY;
        }
    }
}
