package io.metastore.node;

/** This member has been removed from its cluster for good. */
public final class MemberRemovedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MemberRemovedException(long memberId) {
        super(
                "member "
                        + Long.toHexString(memberId)
                        + " has been permanently removed from its cluster; its data directory is of"
                        + " no more use and must be deleted before a new member can start there");
    }
}
