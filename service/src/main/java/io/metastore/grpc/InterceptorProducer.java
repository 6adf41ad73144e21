package io.metastore.grpc;

import io.metastore.node.ClusterView;
import io.metastore.node.Leadership;
import io.metastore.node.NodeSettings;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What every gRPC call passes before its service. */
@Singleton
final class InterceptorProducer {
    /** What a message may be larger than the request inside it. */
    static final int MESSAGE_OVERHEAD_BYTES = 512 * 1024;

    @Produces
    @Singleton
    @GlobalInterceptor
    ClosedStreamInterceptor closedStreams() {
        return new ClosedStreamInterceptor();
    }

    @Produces
    @Singleton
    @GlobalInterceptor
    MessageSizeInterceptor messageSize(NodeSettings settings) {
        return new MessageSizeInterceptor(
                settings.proposals().requestBytesMax() + MESSAGE_OVERHEAD_BYTES);
    }

    @Produces
    @Singleton
    @GlobalInterceptor
    UnimplementedInterceptor unimplemented() {
        return new UnimplementedInterceptor();
    }

    @Produces
    @Singleton
    @GlobalInterceptor
    ClientApiVersionInterceptor clientApiVersion() {
        return new ClientApiVersionInterceptor();
    }

    @Produces
    @Singleton
    @GlobalInterceptor
    LearnerInterceptor learner(ClusterView cluster) {
        return new LearnerInterceptor(cluster::isLearner);
    }

    @Produces
    @Singleton
    @GlobalInterceptor
    RequireLeaderInterceptor requireLeader(Leadership leadership) {
        return new RequireLeaderInterceptor(leadership);
    }
}
