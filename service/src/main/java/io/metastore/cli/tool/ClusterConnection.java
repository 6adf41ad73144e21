package io.metastore.cli.tool;

import io.grpc.StatusRuntimeException;
import io.metastore.api.etcdserverpb.ClusterGrpc;
import io.metastore.api.etcdserverpb.ClusterGrpc.ClusterBlockingStub;
import io.metastore.api.etcdserverpb.MaintenanceGrpc;
import io.metastore.api.etcdserverpb.StatusRequest;
import java.util.List;
import java.util.function.Function;

/** Asks the first of several members that can answer for the cluster. */
final class ClusterConnection implements AutoCloseable {
    private final ConnectionOptions options;
    private final Connection connection;

    private ClusterConnection(ConnectionOptions options, Connection connection) {
        this.options = options;
        this.connection = connection;
    }

    /**
     * Connects to the first endpoint whose member answers and is no learner, or to the last.
     *
     * @throws ToolFailure when not even the last can be tried
     */
    static ClusterConnection open(ConnectionOptions options) {
        List<Endpoint> endpoints = options.endpoints();
        for (Endpoint endpoint : endpoints.subList(0, endpoints.size() - 1)) {
            Connection connection = options.connect(endpoint);
            if (serves(connection, options)) {
                return new ClusterConnection(options, connection);
            }
            connection.close();
        }
        Endpoint last = endpoints.get(endpoints.size() - 1);
        return new ClusterConnection(options, options.connect(last));
    }

    private static boolean serves(Connection connection, ConnectionOptions options) {
        try {
            return !options.limited(MaintenanceGrpc.newBlockingStub(connection.channel()))
                    .status(StatusRequest.getDefaultInstance())
                    .getIsLearner();
        } catch (StatusRuntimeException e) {
            // The next one may be up; what is wrong with the last is told.
            return false;
        }
    }

    /**
     * One request about the members.
     *
     * @throws ToolFailure saying why there is no answer
     */
    <T> T call(Function<ClusterBlockingStub, T> request) {
        try {
            return request.apply(
                    options.limited(ClusterGrpc.newBlockingStub(connection.channel())));
        } catch (StatusRuntimeException e) {
            throw connection.failure(e);
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
