package io.metastore.operator.plan;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a pod with an empty volume is told when it starts.
 *
 * @param existing whether it joins a cluster, false only until the first member was seen
 * @param urls peer URLs of all members, itself included
 */
public record JoinList(boolean existing, SortedSet<String> urls) {
    public JoinList {
        urls = new TreeSet<>(urls);
    }
}
