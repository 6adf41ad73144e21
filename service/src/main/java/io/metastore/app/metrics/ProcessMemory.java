package io.metastore.app.metrics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The memory of the process as the Linux kernel tells it; elsewhere the figures are not numbers.
 */
final class ProcessMemory {
    private static final int BYTES_PER_KILOBYTE = 1024;

    private final Path status;

    /**
     * @param status the file {@code /proc/<pid>/status}
     */
    ProcessMemory(Path status) {
        this.status = status;
    }

    static ProcessMemory ofThisProcess() {
        return new ProcessMemory(Path.of("/proc/self/status"));
    }

    double residentBytes() {
        return bytes("VmRSS:");
    }

    double virtualBytes() {
        return bytes("VmSize:");
    }

    private double bytes(String field) {
        return lines().stream()
                .filter(line -> line.startsWith(field))
                .mapToDouble(line -> kilobytes(line) * BYTES_PER_KILOBYTE)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static double kilobytes(String line) {
        return Double.parseDouble(line.replaceAll("[^0-9]", ""));
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(status, StandardCharsets.UTF_8);
        } catch (IOException e) {
            // There is no such file on other systems.
            return List.of();
        }
    }
}
