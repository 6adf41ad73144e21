package io.metastore.raft;

import java.util.HexFormat;
import java.util.List;

/**
 * Whom a peer call is meant for, as it travels in front of the call.
 *
 * @param kind what the receiver has to be
 * @param memberId the member that is meant; 0 unless the kind is {@link Kind#MEMBER}
 * @param group the group of both; empty when the kind is {@link Kind#ANYBODY}
 */
record PeerCallTarget(Kind kind, long memberId, String group) {
    /** What the receiver has to be; the ordinal travels. */
    enum Kind {
        LEADER,
        MEMBER,
        /** Whoever is at the address; the caller may know neither its id nor its group. */
        ANYBODY,
        /** The leader; the call is a question for a read point and has no body. */
        READ_POINT
    }

    private static final int ID_DIGITS = 16;
    private static final int GROUP_OFFSET = 1 + ID_DIGITS;

    static final PeerCallTarget ANYBODY = new PeerCallTarget(Kind.ANYBODY, PeerIds.NOBODY, "");

    static PeerCallTarget leader(String group) {
        return new PeerCallTarget(Kind.LEADER, PeerIds.NOBODY, group);
    }

    static PeerCallTarget readPoint(String group) {
        return new PeerCallTarget(Kind.READ_POINT, PeerIds.NOBODY, group);
    }

    static PeerCallTarget member(long memberId, String group) {
        return new PeerCallTarget(Kind.MEMBER, memberId, group);
    }

    String encode() {
        return kind.ordinal() + HexFormat.of().toHexDigits(memberId) + group;
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException when the text is something else
     */
    static PeerCallTarget decode(String text) {
        int ordinal = text.length() < GROUP_OFFSET ? -1 : text.charAt(0) - '0';
        List<Kind> kinds = List.of(Kind.values());
        if (ordinal < 0 || ordinal >= kinds.size()) {
            throw new IllegalArgumentException("not the target of a peer call");
        }
        long memberId = HexFormat.fromHexDigitsToLong(text.substring(1, GROUP_OFFSET));
        return new PeerCallTarget(kinds.get(ordinal), memberId, text.substring(GROUP_OFFSET));
    }
}
