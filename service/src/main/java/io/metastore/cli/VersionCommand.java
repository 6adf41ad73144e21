package io.metastore.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints which program this is, and the version of etcd that it stands for. */
@Command(name = "version")
final class VersionCommand implements Callable<Integer> {
    private final Console console;

    VersionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.print(Version.text());
        return ExitCode.OK;
    }
}
