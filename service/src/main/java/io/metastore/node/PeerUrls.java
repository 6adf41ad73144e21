package io.metastore.node;

import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.Member;
import io.metastore.raft.Peer;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Peer URLs as clients and other members give them. Pure. */
public final class PeerUrls {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private PeerUrls() {}

    /**
     * The URLs in order, as they are kept.
     *
     * @throws io.metastore.api.EtcdException when there are none or one has no host and port
     */
    static List<String> checked(List<String> urls) {
        if (urls.isEmpty()) {
            throw EtcdError.MEMBER_BAD_URLS.exception();
        }
        List<String> checked = new ArrayList<>();
        for (String url : urls) {
            URI uri = parse(url.strip());
            boolean path = uri.getRawPath() != null && !uri.getRawPath().isEmpty();
            if (!SCHEMES.contains(uri.getScheme())
                    || uri.getHost() == null
                    || uri.getPort() < 1
                    || path) {
                throw EtcdError.MEMBER_BAD_URLS.exception();
            }
            checked.add(uri.toString());
        }
        return checked.stream().sorted().toList();
    }

    private static URI parse(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw EtcdError.MEMBER_BAD_URLS.exception();
        }
    }

    /** Where a member is reached: its first URL. */
    public static Peer peer(Member member) {
        URI url = URI.create(member.getPeerURLs(0));
        return new Peer(member.getID(), url.getHost(), url.getPort());
    }

    /** Where members are reached. */
    public static List<Peer> peers(List<Member> members) {
        return members.stream().map(PeerUrls::peer).toList();
    }
}
