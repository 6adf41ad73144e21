package io.metastore.operator.plan;

import java.util.OptionalLong;

/**
 * The claim of a pod's volume.
 *
 * @param memberId whose data it was seen to hold; empty as long as nobody served from it
 * @param small whether it asks for less room than wanted
 * @param younger whether it was made after the pod that was seen, which then served from another
 *     one before it
 */
public record Volume(
        int ordinal,
        String uid,
        OptionalLong memberId,
        boolean terminating,
        boolean small,
        boolean younger) {}
