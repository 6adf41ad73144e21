package io.metastore.operator.plan;

/**
 * An entry of the cluster's own list of members.
 *
 * @param ordinal of the pod that its peer URL names, or {@link #FOREIGN}
 * @param started whether it has told its name, which it does when it serves for the first time
 */
public record Member(long id, int ordinal, String peerUrl, boolean learner, boolean started) {
    /** Somebody added a member that is none of the pods. It counts for quorum and is left alone. */
    public static final int FOREIGN = -1;

    boolean isVoter() {
        return !learner;
    }
}
