package io.metastore.cli.tool;

import io.metastore.api.etcdserverpb.Member;
import io.metastore.api.etcdserverpb.MemberAddRequest;
import io.metastore.api.etcdserverpb.MemberAddResponse;
import io.metastore.cli.ExitCode;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds a member, which is to be started then. */
@Command(
        name = "add",
        description = {
            "Adds a member to the cluster; start it then, with the settings that are printed.",
            "They can be given as variables, as they are, or as flags: --name, --initial-cluster,"
                    + " --initial-advertise-peer-urls and --initial-cluster-state existing.%n"
        },
        footer = {
            "",
            "Example:",
            "  metastore member add m4 --peer-urls http://127.0.0.1:23804 --learner"
        })
final class MemberAddCommand implements Callable<Integer> {
    private final ToolContext context;

    @Mixin private ConnectionOptions connection = new ConnectionOptions();

    @Mixin private OutputOptions output = new OutputOptions();

    @Mixin private PeerUrlsOption peerUrls = new PeerUrlsOption();

    @Option(names = "--learner", description = "Let it follow without a vote; promote it later.")
    private boolean learner;

    @Parameters(paramLabel = "NAME", description = "The name it will be started with.")
    private String name = "";

    MemberAddCommand(ToolContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        MemberAddRequest request =
                MemberAddRequest.newBuilder()
                        .addAllPeerURLs(peerUrls.urls())
                        .setIsLearner(learner)
                        .build();
        try (ClusterConnection cluster = ClusterConnection.open(connection)) {
            MemberAddResponse answer = cluster.call(stub -> stub.memberAdd(request));
            new MemberOutput(context.console(), output).added(answer, text(answer));
        }
        return ExitCode.OK;
    }

    /** etcdctl's lines, which are variables that a server reads. */
    private String text(MemberAddResponse answer) {
        Member added = answer.getMember();
        return """
        Member %x added%s to cluster %x

        ETCD_NAME="%s"
        ETCD_INITIAL_CLUSTER="%s"
        ETCD_INITIAL_ADVERTISE_PEER_URLS="%s"
        ETCD_INITIAL_CLUSTER_STATE="existing"
        """
                .formatted(
                        added.getID(),
                        added.getIsLearner() ? " as learner" : "",
                        answer.getHeader().getClusterId(),
                        name,
                        initialCluster(answer),
                        String.join(",", added.getPeerURLsList()));
    }

    private String initialCluster(MemberAddResponse answer) {
        long id = answer.getMember().getID();
        return answer.getMembersList().stream()
                .flatMap(member -> places(member.getID() == id ? name : member.getName(), member))
                .collect(Collectors.joining(","));
    }

    private static Stream<String> places(String name, Member member) {
        return member.getPeerURLsList().stream().map(url -> name + "=" + url);
    }
}
