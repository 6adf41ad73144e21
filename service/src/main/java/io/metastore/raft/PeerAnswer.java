package io.metastore.raft;

import java.nio.charset.StandardCharsets;

/** The answer to a {@link PeerCall}: bytes of the handler, or the text of a failure. */
final class PeerAnswer {
    /** How a call ended; the ordinal travels. */
    enum Outcome {
        HANDLED,
        /** The handler has certainly not seen the call. */
        REFUSED,
        /** The handler failed: what it did before is not known. */
        FAILED
    }

    private final Outcome outcome;
    private final byte[] body;

    PeerAnswer(Outcome outcome, byte[] body) {
        this.outcome = outcome;
        this.body = body;
    }

    static PeerAnswer handled(byte[] body) {
        return new PeerAnswer(Outcome.HANDLED, body);
    }

    static PeerAnswer refused(String reason) {
        return new PeerAnswer(Outcome.REFUSED, reason.getBytes(StandardCharsets.UTF_8));
    }

    static PeerAnswer failed(Throwable cause) {
        return new PeerAnswer(Outcome.FAILED, cause.toString().getBytes(StandardCharsets.UTF_8));
    }

    Outcome outcome() {
        return outcome;
    }

    byte[] body() {
        return body;
    }

    /** The bytes of the handler, or the failure thrown. */
    byte[] bodyOrThrow() {
        return switch (outcome) {
            case HANDLED -> body;
            case REFUSED -> throw new NotLeaderException(text());
            case FAILED -> throw new ProposalLostException(text());
        };
    }

    private String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
