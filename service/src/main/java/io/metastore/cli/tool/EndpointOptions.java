package io.metastore.cli.tool;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.AbstractStub;
import io.metastore.api.etcdserverpb.Member;
import io.metastore.api.etcdserverpb.MemberListRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which members a command asks, one after the other. */
final class EndpointOptions {
    @Mixin private ConnectionOptions connection = new ConnectionOptions();

    @Option(
            names = "--cluster",
            description = "Ask every member that the cluster has, not only those given.")
    private boolean cluster;

    /**
     * What a member answered, or why it did not.
     *
     * @param answer empty when there was none
     * @param failure the reason then, for the user
     */
    record Answer<T>(Endpoint endpoint, Optional<T> answer, String failure) {}

    /** Asks each member in turn; one that fails does not keep the others from being asked. */
    <T> List<Answer<T>> ask(Function<Channel, T> question) {
        List<Answer<T>> answers = new ArrayList<>();
        for (Endpoint endpoint : endpoints()) {
            try (Connection member = connection.connect(endpoint)) {
                answers.add(answer(endpoint, member, question));
            }
        }
        return answers;
    }

    private static <T> Answer<T> answer(
            Endpoint endpoint, Connection member, Function<Channel, T> question) {
        try {
            return new Answer<>(endpoint, Optional.of(question.apply(member.channel())), "");
        } catch (StatusRuntimeException e) {
            return new Answer<>(endpoint, Optional.empty(), member.failure(e).getMessage());
        } catch (ToolFailure e) {
            return new Answer<>(endpoint, Optional.empty(), e.getMessage());
        }
    }

    /** The stub with the time that one request may take. */
    <S extends AbstractStub<S>> S limited(S stub) {
        return connection.limited(stub);
    }

    private List<Endpoint> endpoints() {
        if (!cluster) {
            return connection.endpoints();
        }
        try (ClusterConnection members = ClusterConnection.open(connection)) {
            return members
                    .call(stub -> stub.memberList(MemberListRequest.getDefaultInstance()))
                    .getMembersList()
                    .stream()
                    .map(Member::getClientURLsList)
                    .filter(urls -> !urls.isEmpty())
                    .map(urls -> Endpoint.parse(urls.get(0)))
                    .toList();
        }
    }
}
