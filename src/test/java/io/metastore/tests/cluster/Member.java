package io.metastore.tests.cluster;

import io.metastore.tests.client.Await;
import io.metastore.tests.client.Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One server process, its data and its output. The process is ended by its handle, also when this
 * virtual machine ends first. Used by one thread, but {@link #client()} by any.
 */
public final class Member implements AutoCloseable {
    static final String READY = "ready to serve client requests";
    private static final Duration START_MAX = Duration.ofSeconds(120);
    private static final Duration STOP_MAX = Duration.ofSeconds(20);

    private final Product product;
    private final MemberConfig config;
    private final MemberLog log;
    private final Client client;
    private final Thread shutdownHook = new Thread(this::destroy);
    private @Nullable Process process;

    Member(Product product, MemberConfig config) {
        this.product = product;
        this.config = config;
        this.log = new MemberLog(config.directories().log());
        this.client = new Client(config.endpoints().clientPort());
        Runtime.getRuntime().addShutdownHook(shutdownHook);
    }

    /**
     * Starts the process on whatever data there is and returns at once.
     *
     * @param moreFlags for this start only; they win over the others
     */
    public void start(String... moreFlags) {
        if (isAlive()) {
            throw new IllegalStateException(name() + " runs already");
        }
        List<String> command = new ArrayList<>(config.directories().enter());
        command.addAll(product.command(config.directories().scratch()));
        command.addAll(config.flags());
        command.addAll(List.of(moreFlags));
        log.mark();
        try {
            process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()))
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the member says that it serves clients. */
    public void awaitReady() {
        try {
            Await.until(name() + " is ready", START_MAX, this::isReady);
        } catch (AssertionError e) {
            String tail = log.tail();
            // Both products tell then what their threads wait for; the log keeps it.
            signal("QUIT");
            throw new AssertionError(e.getMessage() + "\n" + tail, e);
        }
        // Until the old connection is replaced, calls on it would fail at once.
        client.reconnect();
        client.status();
    }

    /** Waits until the member serves clients or has ended; whether it serves. */
    public boolean awaitReadyOrEnd() {
        Await.until(name() + " is ready or has ended", START_MAX, () -> !isAlive() || saysReady());
        return isAlive();
    }

    private boolean saysReady() {
        return log.sinceMark().contains(READY);
    }

    private boolean isReady() {
        if (!isAlive()) {
            throw new IllegalStateException(
                    name() + " ended with " + exitCode() + " instead of serving:\n" + log.tail());
        }
        return saysReady();
    }

    /** SIGKILL: the process gets no chance to do anything. */
    public void kill() {
        process().destroyForcibly();
        awaitExit();
    }

    /** SIGTERM, and waits for the end. */
    public void stop() {
        process().destroy();
        awaitExit();
    }

    /** SIGSTOP: the process stands still with all its connections open. */
    public void pause() {
        signal("STOP");
    }

    /** SIGCONT, after {@link #pause()}. */
    public void resume() {
        signal("CONT");
    }

    /** Waits for the end of the process and returns its exit code. */
    public int awaitExit() {
        return awaitExit(STOP_MAX);
    }

    public int awaitExit(Duration max) {
        try {
            if (!process().waitFor(max.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(name() + " did not end within " + max);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return exitCode();
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    long pid() {
        return process().pid();
    }

    public String name() {
        return config.name();
    }

    public int clientPort() {
        return config.endpoints().clientPort();
    }

    public String clientUrl() {
        return config.endpoints().clientUrl();
    }

    public String peerUrl() {
        return config.endpoints().peerUrl();
    }

    /** Makes the data directory of this member, which must not have run, from a snapshot. */
    public void restore(Path snapshot, String... moreFlags) {
        List<String> arguments = new ArrayList<>(List.of("snapshot", "restore"));
        arguments.add(snapshot.toString());
        arguments.addAll(config.identity());
        arguments.addAll(List.of(moreFlags));
        product.restorer().run(arguments);
    }

    public Path dataDir() {
        return config.directories().data();
    }

    public MemberLog log() {
        return log;
    }

    /** Talks to this member only; survives its restarts. */
    public Client client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        if (isAlive()) {
            kill();
        }
        Runtime.getRuntime().removeShutdownHook(shutdownHook);
    }

    private void destroy() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private int exitCode() {
        return process().exitValue();
    }

    private Process process() {
        if (process == null) {
            throw new IllegalStateException(name() + " was never started");
        }
        return process;
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + process().pid())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return product + " " + name() + " at " + clientUrl();
    }
}
