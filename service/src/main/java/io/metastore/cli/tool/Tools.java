package io.metastore.cli.tool;

import io.metastore.app.config.GoDuration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** All tools, as commands that only have to be added to the program. */
public final class Tools {
    private static final int HELP_WIDTH = 100;

    private Tools() {}

    /**
     * The commands.
     *
     * @param environment the variables that flags may come from
     */
    public static List<CommandLine> commands(ToolContext context, Map<String, String> environment) {
        List<CommandLine> commands =
                List.of(
                        endpoint(context),
                        member(context),
                        snapshot(context),
                        new CommandLine(new CheckCommand(context)));
        commands.forEach(command -> prepare(command, environment));
        return commands;
    }

    /** How members are: the commands that ask each one by itself. */
    private static CommandLine endpoint(ToolContext context) {
        return CommandGroup.of(
                        context,
                        "endpoint",
                        "Shows how the members of a running cluster are, each by itself.")
                .addSubcommand(new EndpointStatusCommand(context))
                .addSubcommand(new EndpointHealthCommand(context))
                .addSubcommand(new EndpointHashCommand(context));
    }

    /** Who belongs to a cluster: the commands that show and change it. */
    private static CommandLine member(ToolContext context) {
        return CommandGroup.of(
                        context, "member", "Shows and changes who belongs to a running cluster.")
                .addSubcommand(new MemberListCommand(context))
                .addSubcommand(new MemberAddCommand(context))
                .addSubcommand(new MemberPromoteCommand(context))
                .addSubcommand(new MemberUpdateCommand(context))
                .addSubcommand(new MemberRemoveCommand(context));
    }

    /** Backups: the commands around a snapshot file. */
    private static CommandLine snapshot(ToolContext context) {
        return CommandGroup.of(
                        context,
                        "snapshot",
                        "Backs up a cluster, and makes a new one from a backup.")
                .addSubcommand(new SnapshotSaveCommand(context))
                .addSubcommand(new SnapshotStatusCommand(context))
                .addSubcommand(new SnapshotRestoreCommand(context));
    }

    /**
     * Gives a command and those below it what every tool has: help, variables, durations.
     *
     * @param environment the variables that flags may come from
     */
    public static void prepare(CommandLine command, Map<String, String> environment) {
        command.addMixin("help", new HelpOption());
        command.setUsageHelpWidth(HELP_WIDTH);
        command.setDefaultValueProvider(new EnvironmentDefaults(environment));
        command.registerConverter(Duration.class, explained(GoDuration::parse));
        command.registerConverter(Endpoint.class, explained(Endpoint::parse));
        command.registerConverter(MemberId.class, explained(MemberId::parse));
        command.getSubcommands().values().forEach(below -> prepare(below, environment));
    }

    private static <T> ITypeConverter<T> explained(ITypeConverter<T> converter) {
        return text -> {
            try {
                return converter.convert(text);
            } catch (IllegalArgumentException wrong) {
                throw new TypeConversionException("\"" + text + "\": " + wrong.getMessage());
            }
        };
    }
}
