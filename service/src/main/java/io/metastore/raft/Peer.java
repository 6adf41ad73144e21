package io.metastore.raft;

/**
 * A voting member as consensus sees it.
 *
 * @param id the member id, never 0
 * @param host name or address of its peer URL
 * @param port port of its peer URL
 */
public record Peer(long id, String host, int port) {}
