package io.metastore.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program without a command: shows what there is. */
@Command(name = "metastore")
final class RootCommand implements Callable<Integer> {
    private static final String HELP =
            """
            MetaStore keeps small, important data on several machines, strongly consistent.
            Every etcd v3 client can use it.

            Usage: metastore <command> [flags]

            Commands:
              server     Runs a member. Also the command when the first word is a flag.
              endpoint   Shows how the members of a cluster are, each by itself.
              member     Shows and changes who belongs to a cluster.
              snapshot   Backs up a cluster, and makes a new one from a backup.
              check      Looks for damage in the data directory of a stopped member.
              bench      Makes load on a running cluster and measures it.
              version    Shows the version.

            One member, data under ./default.etcd, clients on http://localhost:2379:
              metastore server

            Three members on one machine; start one per terminal, with --id 1, 2 and 3
            and --port 2379, 22379 and 32379:
              metastore server --id 1 --port 2379 \\
                --cluster http://127.0.0.1:2380,http://127.0.0.1:22380,http://127.0.0.1:32380

            Then, with etcd's own client:
              etcdctl --endpoints http://localhost:2379 put greeting hello

            metastore server --help shows the flags.
            """;

    private final Console console;

    @Option(names = {"-h", "--help"})
    private boolean help;

    RootCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.print(HELP);
        return help ? ExitCode.OK : ExitCode.USAGE;
    }
}
