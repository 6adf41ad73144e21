package io.metastore.raft;

import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.util.Endpoint;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Member ids by address. The library knows a member by the text host:port alone; everything above
 * knows it by its id.
 */
final class PeerIds {
    static final long NOBODY = 0;

    private final PeerId self;
    private final Configuration voters;
    private final Map<Endpoint, Long> ids;

    PeerIds(ConsensusConfig config) {
        this.self = peerId(config.self());
        this.voters = new Configuration(config.voters().stream().map(PeerIds::peerId).toList());
        this.ids =
                Stream.concat(Stream.of(config.self()), config.voters().stream())
                        .collect(
                                Collectors.toMap(
                                        peer -> new Endpoint(peer.host(), peer.port()),
                                        Peer::id,
                                        PeerIds::sameId));
    }

    PeerId self() {
        return self;
    }

    /** The voters that a new group starts with. */
    Configuration voters() {
        return voters.copy();
    }

    /** The id of the member at an address; {@link #NOBODY} when there is none or it is unknown. */
    long idOf(@Nullable PeerId peer) {
        return peer == null || peer.isEmpty()
                ? NOBODY
                : ids.getOrDefault(peer.getEndpoint(), NOBODY);
    }

    /** The address of a member; null when there is none with that id. */
    @Nullable Endpoint endpointOf(long id) {
        return ids.entrySet().stream()
                .filter(entry -> entry.getValue() == id)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    static PeerId peerId(Peer peer) {
        return new PeerId(peer.host(), peer.port());
    }

    private static Long sameId(Long one, Long other) {
        if (!one.equals(other)) {
            throw new IllegalArgumentException(
                    "two members with one address: " + one + " and " + other);
        }
        return one;
    }
}
