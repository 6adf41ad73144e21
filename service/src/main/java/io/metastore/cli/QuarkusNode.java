package io.metastore.cli;

import io.metastore.app.NodeApplication;
import io.quarkus.runtime.Quarkus;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Runs a node in this process. */
final class QuarkusNode implements NodeRunner {
    private static final Logger LOG = Logger.getLogger(QuarkusNode.class);

    private final Console console;

    QuarkusNode(Console console) {
        this.console = console;
    }

    @Override
    public int run(ServerSettings settings) {
        settings.properties().forEach(System::setProperty);
        // Kept by the log manager until the framework has set up the outputs.
        settings.warnings().forEach(LOG::warn);
        var exitCode = new AtomicInteger(ExitCode.OK);
        Quarkus.run(NodeApplication.class, (code, cause) -> stopped(code, cause, exitCode));
        return exitCode.get();
    }

    private void stopped(int code, Throwable cause, AtomicInteger exitCode) {
        if (cause == null) {
            exitCode.set(code);
        } else {
            console.error("the server did not start: " + StartFailure.explain(cause));
            exitCode.set(ExitCode.FAILURE);
        }
    }
}
