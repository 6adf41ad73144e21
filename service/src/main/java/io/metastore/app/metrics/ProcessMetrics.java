package io.metastore.app.metrics;

import com.sun.management.UnixOperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The process as the operating system sees it, under the names that every Prometheus client library
 * uses.
 */
public final class ProcessMetrics {
    private ProcessMetrics() {}

    public static void register(MeterRegistry registry) {
        register(registry, ProcessMemory.ofThisProcess());
    }

    static void register(MeterRegistry registry, ProcessMemory memory) {
        gauge(registry, "process_resident_memory_bytes", "Memory used.", memory::residentBytes);
        gauge(registry, "process_virtual_memory_bytes", "Addresses used.", memory::virtualBytes);
        startTime(registry);
        if (ManagementFactory.getOperatingSystemMXBean()
                instanceof UnixOperatingSystemMXBean system) {
            files(registry, system);
            processor(registry, system);
        }
    }

    private static void startTime(MeterRegistry registry) {
        String name = "process.start.time";
        if (registry.find(name).meter() != null) {
            // The platform's meter is the same and comes out under the same name.
            return;
        }
        TimeGauge.builder(
                        name,
                        ManagementFactory.getRuntimeMXBean(),
                        TimeUnit.MILLISECONDS,
                        RuntimeMXBean::getStartTime)
                .description("When the process began, since 1970.")
                .register(registry);
    }

    private static void files(MeterRegistry registry, UnixOperatingSystemMXBean system) {
        for (String name : new String[] {"process_open_fds", "os_fd_used"}) {
            gauge(registry, name, "Open files.", system::getOpenFileDescriptorCount);
        }
        for (String name : new String[] {"process_max_fds", "os_fd_limit"}) {
            gauge(registry, name, "Files that may be open.", system::getMaxFileDescriptorCount);
        }
    }

    private static void processor(MeterRegistry registry, UnixOperatingSystemMXBean system) {
        FunctionCounter.builder(
                        "process_cpu_seconds_total",
                        system,
                        bean -> bean.getProcessCpuTime() / (double) TimeUnit.SECONDS.toNanos(1))
                .description("Processor time used.")
                .register(registry);
    }

    private static void gauge(
            MeterRegistry registry, String name, String help, Supplier<Number> figure) {
        Gauge.builder(name, figure).description(help).register(registry);
    }
}
