package io.metastore.raft;

/** A call on its way to another process. Not a record: it holds an array. */
final class PeerCall {
    private final PeerCallTarget target;
    private final byte[] body;

    PeerCall(PeerCallTarget target, byte[] body) {
        this.target = target;
        this.body = body;
    }

    PeerCallTarget target() {
        return target;
    }

    byte[] body() {
        return body;
    }
}
