package io.metastore.operator.plan;

import java.util.OptionalLong;

/**
 * The claim of a pod's volume.
 *
 * @param memberId whose data it was seen to hold; empty as long as nobody served from it
 * @param small whether it asks for less room than wanted
 */
public record Volume(
        int ordinal, String uid, OptionalLong memberId, boolean terminating, boolean small) {}
