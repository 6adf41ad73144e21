package io.metastore.raft;

import com.alipay.sofa.jraft.util.Endpoint;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where members are reached. An address stays known after its member was removed, because the
 * leader still has to tell the removed one; ids are never given twice. Any thread.
 */
final class PeerAddresses {
    private final Map<Long, Endpoint> byId = new ConcurrentHashMap<>();

    void put(Collection<Peer> peers) {
        peers.forEach(peer -> byId.put(peer.id(), new Endpoint(peer.host(), peer.port())));
    }

    /** The address behind an endpoint of the library, null when the member is not known. */
    @Nullable Endpoint resolve(Endpoint endpoint) {
        long memberId = PeerIds.idOf(endpoint);
        return memberId == PeerIds.NOBODY ? endpoint : byId.get(memberId);
    }

    /** Everybody who is or was reached at an address, as the library knows them. */
    Collection<Long> membersAt(String address) {
        return byId.entrySet().stream()
                .filter(entry -> entry.getValue().toString().equals(address))
                .map(Map.Entry::getKey)
                .toList();
    }
}
