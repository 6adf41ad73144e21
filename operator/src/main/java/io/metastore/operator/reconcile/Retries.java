package io.metastore.operator.reconcile;

/**
 * How a look at a resource that ended with an error is tried again: for as long as it takes. After
 * the SDK's five tries nothing would happen until somebody changes something.
 */
final class Retries {
    static final int UNBOUNDED = Integer.MAX_VALUE;
    static final long FIRST_MILLIS = 1_000;
    static final long MAX_MILLIS = 10_000;

    private Retries() {}
}
