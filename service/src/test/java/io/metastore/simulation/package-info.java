/**
 * The whole cluster in one thread: real nodes over a simulated log, network, disk and clock. A seed
 * decides everything that happens, so that a failure can be repeated step by step.
 *
 * <p>{@link io.metastore.simulation.Scheduler} runs one step at a time in virtual time; between any
 * two steps a member may crash. Everything above {@link io.metastore.raft.Consensus} is the code
 * that runs in production; the log below it is {@link io.metastore.simulation.SimulatedConsensus},
 * a small Raft with the guarantees, and the lack of guarantees, of the real one. {@link
 * io.metastore.simulation.CommitOrder} knows what was committed, so that whatever clients see is
 * compared with the one right answer, without a search.
 */
@NullMarked
package io.metastore.simulation;

import org.jspecify.annotations.NullMarked;
