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
                        EndpointCommand.tree(context),
                        MemberCommand.tree(context),
                        SnapshotCommand.tree(context),
                        new CommandLine(new CheckCommand(context)));
        commands.forEach(command -> prepare(command, environment));
        return commands;
    }

    private static void prepare(CommandLine command, Map<String, String> environment) {
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
