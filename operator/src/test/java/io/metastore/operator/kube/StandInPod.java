package io.metastore.operator.kube;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The process that stands in for the container of one pod. One thread uses it. */
final class StandInPod {
    private static final Duration RESTART_PAUSE = Duration.ofSeconds(3);
    private static final Duration END_MAX = Duration.ofSeconds(10);
    private static final int PROBE_MILLIS_MAX = 1_000;

    private final Pod pod;
    private final String address;
    private final List<String> program;
    private final Map<String, Path> mounts;
    private final Path log;
    private @Nullable Process process;
    private int restarts;
    private long startAtNanos = System.nanoTime();

    StandInPod(Pod pod, String address, List<String> program, Map<String, Path> mounts, Path log) {
        this.pod = pod;
        this.address = address;
        this.program = program;
        this.mounts = mounts;
        this.log = log;
    }

    String uid() {
        return pod.getMetadata().getUid();
    }

    String address() {
        return address;
    }

    int restarts() {
        return restarts;
    }

    boolean isRunning() {
        return process != null && process.isAlive();
    }

    @Nullable Process process() {
        return process;
    }

    /** Starts the process when it does not run; after an end it waits a little, like kubelet. */
    void keepRunning(Function<EnvVarSource, @Nullable String> values) {
        if (process != null && (process.isAlive() || runsOnce())) {
            return;
        }
        if (process != null && startAtNanos == 0) {
            startAtNanos = System.nanoTime() + RESTART_PAUSE.toNanos();
            restarts++;
        }
        if (startAtNanos == 0 || System.nanoTime() - startAtNanos >= 0) {
            startAtNanos = 0;
            process = start(values);
        }
    }

    private boolean runsOnce() {
        return "Never".equals(pod.getSpec().getRestartPolicy());
    }

    /** As Kubernetes calls it. */
    String phase() {
        if (!hasEnded()) {
            return "Running";
        }
        return Objects.requireNonNull(process).exitValue() == 0 ? "Succeeded" : "Failed";
    }

    private boolean hasEnded() {
        return process != null && !process.isAlive() && runsOnce();
    }

    /** State of the container. */
    ContainerState state() {
        ContainerStateBuilder state = new ContainerStateBuilder();
        if (isRunning()) {
            return state.withNewRunning().endRunning().build();
        }
        if (hasEnded()) {
            return state.withNewTerminated()
                    .withExitCode(Objects.requireNonNull(process).exitValue())
                    .withMessage(lastLine())
                    .endTerminated()
                    .build();
        }
        return state.withNewWaiting().withReason("CrashLoopBackOff").endWaiting().build();
    }

    private String lastLine() {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process start(Function<EnvVarSource, @Nullable String> values) {
        Container container = pod.getSpec().getContainers().get(0);
        Map<String, String> env = new LinkedHashMap<>();
        for (EnvVar variable : container.getEnv()) {
            String value = value(variable, values);
            if (value != null) {
                env.put(variable.getName(), value);
            }
        }
        List<String> command = new ArrayList<>(program);
        container.getArgs().forEach(arg -> command.add(resolve(arg, env)));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(env);
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable String value(
            EnvVar variable, Function<EnvVarSource, @Nullable String> values) {
        EnvVarSource source = variable.getValueFrom();
        if (source == null) {
            return variable.getValue();
        }
        return source.getFieldRef() == null ? values.apply(source) : pod.getMetadata().getName();
    }

    /** Pods have all addresses of their own; here each has one of those of the loopback device. */
    private String resolve(String arg, Map<String, String> env) {
        String resolved = arg;
        for (Map.Entry<String, String> variable : env.entrySet()) {
            resolved = resolved.replace("$(" + variable.getKey() + ")", variable.getValue());
        }
        for (Map.Entry<String, Path> mount : mounts.entrySet()) {
            resolved = resolved.replace(mount.getKey(), mount.getValue().toString());
        }
        return resolved.replace("0.0.0.0", address);
    }

    boolean isReady() {
        if (process == null || !process.isAlive()) {
            return false;
        }
        try {
            HttpURLConnection probe =
                    (HttpURLConnection)
                            URI.create("http://" + address + ":2381/readyz")
                                    .toURL()
                                    .openConnection();
            probe.setConnectTimeout(PROBE_MILLIS_MAX);
            probe.setReadTimeout(PROBE_MILLIS_MAX);
            return probe.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends the process and waits for its end. */
    void end() {
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(END_MAX.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
