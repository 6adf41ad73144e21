package io.metastore.tests.robustness.history;

import org.jspecify.annotations.Nullable;

/**
 * A request with what became of it. Without an answer nobody knows whether it was carried out, or
 * will be.
 */
public record Operation(
        int client, Request request, Span span, @Nullable Answer answer, @Nullable String error) {

    /** Whom it was sent to and when it was under way; it returned in any case, or gave up. */
    public record Span(String member, long called, long returned) {}
}
