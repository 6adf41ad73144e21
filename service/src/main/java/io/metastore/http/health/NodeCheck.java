package io.metastore.http.health;

import java.util.concurrent.CompletionStage;

/** One question about the health of this member. Any thread; does not block. */
public interface NodeCheck {
    /** The name in paths, answers and metrics. */
    String name();

    /** Asks. The stage never fails: what goes wrong is a failed result. */
    CompletionStage<CheckResult> run();
}
