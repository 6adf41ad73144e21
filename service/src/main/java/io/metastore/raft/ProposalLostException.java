package io.metastore.raft;

/** Leadership was lost while the entry was on its way: it may or may not be committed. */
public final class ProposalLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ProposalLostException(String message) {
        super(message);
    }

    public ProposalLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
