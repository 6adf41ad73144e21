package io.metastore.benchmarks;

import com.sun.management.OperatingSystemMXBean;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;

/**
 * CPU time of the whole process for each operation, the collector's included. It says the same on a
 * machine that does other work meanwhile, which the time on the clock does not.
 */
public final class CpuProfiler implements InternalProfiler {
    private static final double NANOS_PER_MICRO = 1e3;

    private final OperatingSystemMXBean process =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private long before;

    @Override
    public String getDescription() {
        return "CPU time of the process per operation";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = process.getProcessCpuTime();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double micros = (process.getProcessCpuTime() - before) / NANOS_PER_MICRO;
        long operations = Math.max(1, result.getMetadata().getAllOps());
        return List.of(
                new ScalarResult("cpu", micros / operations, "us/op", AggregationPolicy.AVG));
    }
}
