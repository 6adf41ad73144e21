package io.metastore.raft;

/** A call on its way to another member of a group. Not a record: it holds an array. */
final class PeerCall {
    /** Whom a call is meant for. */
    enum Addressee {
        /** The member there, if it leads. */
        LEADER,
        /** The member there, whoever leads. */
        MEMBER
    }

    private final Addressee addressee;
    private final String group;
    private final byte[] body;

    PeerCall(Addressee addressee, String group, byte[] body) {
        this.addressee = addressee;
        this.group = group;
        this.body = body;
    }

    Addressee addressee() {
        return addressee;
    }

    String group() {
        return group;
    }

    byte[] body() {
        return body;
    }
}
