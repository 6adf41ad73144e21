package io.metastore.member;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.List;

/**
 * The 64-bit ids of members and clusters, derived as etcd derives them, so that the same flags name
 * the same members: the first eight bytes of a SHA-1 digest.
 */
public final class MemberIds {
    private MemberIds() {}

    /** The id of a member that a cluster starts with, from its peer URLs and the cluster token. */
    public static long memberId(Collection<String> peerUrls, String clusterToken) {
        StringBuilder text = new StringBuilder();
        peerUrls.stream().sorted().forEach(text::append);
        text.append(clusterToken);
        return digest(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The id of a member that is added to a running cluster at the given time. */
    public static long addedMemberId(Collection<String> peerUrls, long unixSeconds) {
        return memberId(peerUrls, Long.toString(unixSeconds));
    }

    /** The id of a cluster, from the ids of the members it starts with. */
    public static long clusterId(Collection<Long> memberIds) {
        List<Long> ascending = memberIds.stream().sorted(Long::compareUnsigned).toList();
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * ascending.size());
        ascending.forEach(bytes::putLong);
        return digest(bytes.array());
    }

    private static long digest(byte[] bytes) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-1").digest(bytes)).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
