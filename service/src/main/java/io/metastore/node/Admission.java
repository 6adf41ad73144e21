package io.metastore.node;

/** Decides whether a request of a client may be proposed, by what it may add. Any thread. */
final class Admission {
    private final Quota quota;

    Admission(Quota quota) {
        this.quota = quota;
    }

    /**
     * Refuses a request for which there is no room.
     *
     * @param costBytes what the request may add to the state; 0 when it adds nothing
     * @throws io.metastore.api.EtcdException NO_SPACE
     */
    void admit(long costBytes) {
        quota.admit(costBytes);
    }
}
