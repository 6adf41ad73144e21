package io.metastore.cli;

import io.metastore.app.config.SettingException;
import io.metastore.cli.bench.BenchCommand;
import io.metastore.cli.tool.ToolContext;
import io.metastore.cli.tool.ToolFailure;
import io.metastore.cli.tool.ToolUsageException;
import io.metastore.cli.tool.Tools;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /**
     * @param environment the variables that flags of the tools may come from
     */
    CommandTree(
            Console console,
            NodeRunner runner,
            ToolContext tools,
            Map<String, String> environment) {
        var server = new CommandLine(new ServerCommand(console, runner));
        // Flags follow Go's rules, so the command reads them by itself.
        server.setStopAtUnmatched(true);
        commands =
                new CommandLine(new RootCommand(console))
                        .addSubcommand(server)
                        .addSubcommand(new VersionCommand(console));
        Tools.commands(tools, environment).forEach(commands::addSubcommand);
        commands.addSubcommand(BenchCommand.tree(tools, environment));
        // What is set here holds for every command added so far.
        commands.setExpandAtFiles(false)
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
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        console.error("%s (%s --help shows what there is)".formatted(message(wrong), command));
        return ExitCode.USAGE;
    }

    private static String message(ParameterException wrong) {
        if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
            return wrong.getMessage();
        }
        var suggestions = unmatched.getSuggestions();
        String meant = suggestions.isEmpty() ? "" : "; did you mean " + suggestions.get(0) + "?";
        String word = unmatched.getUnmatched().get(0);
        boolean takesCommands = !wrong.getCommandLine().getSubcommands().isEmpty();
        String kind = unmatched.isUnknownOption() ? "flag" : takesCommands ? "command" : "argument";
        return "unknown %s \"%s\"%s".formatted(kind, word, meant);
    }

    private static int failed(Console console, Exception failure) throws Exception {
        if (failure instanceof SettingException || failure instanceof ToolUsageException) {
            console.error(failure.getMessage());
            return ExitCode.USAGE;
        }
        if (failure instanceof ToolFailure) {
            console.error(failure.getMessage());
            return ExitCode.FAILURE;
        }
        throw failure;
    }
}
