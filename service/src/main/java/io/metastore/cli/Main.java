package io.metastore.cli;

import io.metastore.cli.tool.ToolContext;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Where the program starts. */
@QuarkusMain
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String... arguments) {
        var console =
                new Console(
                        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                        new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        // Development mode starts the program without arguments and means the node.
        boolean serve = arguments.length == 0 && LaunchMode.current() == LaunchMode.DEVELOPMENT;
        var asked = serve ? new String[] {"server"} : arguments;
        var commands =
                new CommandTree(
                        console,
                        new QuarkusNode(console),
                        ToolContext.of(console),
                        System.getenv());
        System.exit(commands.run(Arrays.asList(asked)));
    }
}
