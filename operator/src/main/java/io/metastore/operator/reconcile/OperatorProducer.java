package io.metastore.operator.reconcile;

import io.metastore.operator.manifest.Images;
import io.metastore.operator.member.GrpcMemberCalls;
import io.metastore.operator.member.MemberCalls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes the objects that know nothing of the platform. */
@ApplicationScoped
public class OperatorProducer {
    @Produces
    @Singleton
    Images images(OperatorConfig config) {
        return new Images(config.imageRepository(), config.imageVersion());
    }

    @Produces
    @Singleton
    MemberCalls memberCalls() {
        return new GrpcMemberCalls();
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
