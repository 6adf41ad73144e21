package io.metastore.verification;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Compares a member that starts with those that run, at the revision it starts from. Members that
 * do not answer, lag or have compacted further prove nothing.
 */
public final class InitialCheck {
    private final ClusterHashes hashes;
    private final Consumer<Finding> findings;

    /**
     * @param findings told of members that differ, also when the one that starts is not to blame
     */
    public InitialCheck(ClusterHashes hashes, Consumer<Finding> findings) {
        this.hashes = hashes;
        this.findings = findings;
    }

    /**
     * Looks once.
     *
     * @return a stage that fails with {@link InconsistentDataException} when this member may be the
     *     one that is wrong
     */
    public CompletionStage<Void> run() {
        return hashes.computed(0)
                .thenCompose(
                        own ->
                                hashes.computedByPeers(own.hash().revision())
                                        .thenAccept(
                                                peers ->
                                                        judge(
                                                                new Finding(
                                                                        "data differs at the start",
                                                                        Verdict.guilty(
                                                                                hashes.memberId(),
                                                                                own.hash(),
                                                                                peers),
                                                                        own.hash(),
                                                                        peers))));
    }

    private void judge(Finding finding) {
        List<Long> guilty = finding.guilty();
        if (guilty.contains(hashes.memberId()) || guilty.contains(Finding.NOBODY)) {
            throw new InconsistentDataException(hashes.memberId(), finding);
        }
        if (!guilty.isEmpty()) {
            findings.accept(finding);
        }
    }
}
