package io.metastore.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Runs a member of a cluster. */
@Command(name = "server")
final class ServerCommand implements Callable<Integer> {
    private static final Set<String> VERSION = Set.of("--version", "-version", "--version=true");
    private static final Set<String> HELP = Set.of("--help", "-help", "-h");

    private final Console console;
    private final NodeRunner runner;

    @Unmatched private List<String> arguments = new ArrayList<>();

    ServerCommand(Console console, NodeRunner runner) {
        this.console = console;
        this.runner = runner;
    }

    @Override
    public Integer call() {
        if (arguments.stream().anyMatch(HELP::contains)) {
            console.print(ServerHelp.text());
            return ExitCode.OK;
        }
        if (arguments.stream().anyMatch(VERSION::contains)) {
            console.print(Version.text());
            return ExitCode.OK;
        }
        Map<String, String> properties = new LinkedHashMap<>();
        for (String name : System.getProperties().stringPropertyNames()) {
            properties.put(name, System.getProperty(name));
        }
        return runner.run(SettingsResolver.resolve(arguments, System.getenv(), properties));
    }
}
