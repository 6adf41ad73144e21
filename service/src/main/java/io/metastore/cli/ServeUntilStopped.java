package io.metastore.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;

/** Waits for the signal to stop. */
public final class ServeUntilStopped implements QuarkusApplication {
    @Override
    public int run(String... arguments) {
        Quarkus.waitForExit();
        return ExitCode.OK;
    }
}
