package io.metastore.node;

import io.metastore.verification.Finding;

/** What somebody outside of a node has to know. Called on the node's own threads. */
public interface NodeEvents {
    /** This member cannot go on; the process should end. */
    void failed(Throwable cause);

    /** Members do not hold the same data; the alarm is raised already. */
    void inconsistent(Finding finding);
}
