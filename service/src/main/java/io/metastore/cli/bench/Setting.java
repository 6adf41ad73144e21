package io.metastore.cli.bench;

import java.util.List;

/**
 * What was run.
 *
 * @param endpoints of the members that got the load
 * @param rate requests per second that were wanted, 0 for as many as possible
 */
record Setting(String name, List<String> endpoints, int clients, int connections, double rate) {}
