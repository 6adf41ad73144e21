package io.metastore.raft;

/** A call on its way to the leader of a group. Not a record: it holds an array. */
final class PeerCall {
    private final String group;
    private final byte[] body;

    PeerCall(String group, byte[] body) {
        this.group = group;
        this.body = body;
    }

    String group() {
        return group;
    }

    byte[] body() {
        return body;
    }
}
