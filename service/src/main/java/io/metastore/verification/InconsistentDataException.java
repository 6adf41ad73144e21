package io.metastore.verification;

/** This member's data is not that of the other members: it must not serve. */
public final class InconsistentDataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InconsistentDataException(long memberId, Finding finding) {
        super(
                "member %s found data inconsistency with peers: %s. Stop it, set its data directory aside and let it start from a copy of another member's data"
                        .formatted(Long.toHexString(memberId), finding.text()));
    }
}
