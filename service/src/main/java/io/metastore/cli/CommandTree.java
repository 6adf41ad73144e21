package io.metastore.cli;

import io.metastore.app.config.SettingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands, and etcd's habit of starting a server when the first word is a flag. */
final class CommandTree {
    private static final Set<String> VERSION = Set.of("--version", "-version", "-V");
    private static final Set<String> HELP = Set.of("--help", "-help", "-h");

    private final CommandLine commands;

    CommandTree(Console console, NodeRunner runner) {
        var server = new CommandLine(new ServerCommand(console, runner));
        // Flags follow Go's rules, so the command reads them by itself.
        server.setStopAtUnmatched(true);
        commands =
                new CommandLine(new RootCommand(console))
                        .addSubcommand(server)
                        .addSubcommand(new VersionCommand(console))
                        .setExpandAtFiles(false)
                        .setOut(console.out())
                        .setErr(console.err())
                        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                        .setParameterExceptionHandler((e, args) -> usage(console, e))
                        .setExecutionExceptionHandler((e, line, result) -> failed(console, e));
    }

    int run(List<String> arguments) {
        return commands.execute(normalised(arguments).toArray(String[]::new));
    }

    private static List<String> normalised(List<String> arguments) {
        if (arguments.isEmpty()) {
            return List.of("--help");
        }
        String first = arguments.get(0);
        if (HELP.contains(first)) {
            return List.of("--help");
        }
        if (VERSION.contains(first)) {
            return List.of("version");
        }
        if (!first.startsWith("-")) {
            return arguments;
        }
        List<String> server = new ArrayList<>(List.of("server"));
        server.addAll(arguments);
        return server;
    }

    private static int usage(Console console, ParameterException wrong) {
        String message = wrong.getMessage();
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            var suggestions = unmatched.getSuggestions();
            String meant =
                    suggestions.isEmpty() ? "" : "; did you mean " + suggestions.get(0) + "?";
            message = "unknown command \"%s\"%s".formatted(unmatched.getUnmatched().get(0), meant);
        }
        console.error(message + " (metastore --help shows what there is)");
        return ExitCode.USAGE;
    }

    private static int failed(Console console, Exception failure) throws Exception {
        if (failure instanceof SettingException) {
            console.error(failure.getMessage());
            return ExitCode.USAGE;
        }
        throw failure;
    }
}
