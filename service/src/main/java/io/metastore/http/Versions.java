package io.metastore.http;

/**
 * The releases of etcd whose behaviour this member shows.
 *
 * @param server of this member, such as {@code 3.7.3}
 * @param cluster what all members agree on, such as {@code 3.7.0}; {@code not_decided} before
 * @param storage of the stored data
 */
public record Versions(String server, String cluster, String storage) {}
