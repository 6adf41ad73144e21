package io.metastore.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** One member as it was seen last. */
public record MemberStatus(
        @JsonPropertyDescription("Id in hexadecimal, as etcdctl shows it.") String id,
        @Nullable String name,
        @Nullable String pod,
        @JsonPropertyDescription("Leader, Follower, Learner or Unknown.") String role,
        boolean learner,
        boolean healthy,
        @Nullable String version,
        @JsonPropertyDescription("Size of the state in bytes.") @Nullable Long dbSize) {}
