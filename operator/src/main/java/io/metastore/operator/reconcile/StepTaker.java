package io.metastore.operator.reconcile;

import io.metastore.operator.api.MetaStoreCluster;
import io.metastore.operator.member.MemberCalls;
import io.metastore.operator.plan.Member;
import io.metastore.operator.plan.Step;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes steps: those that change members here, the others through {@link KubernetesSteps}. */
@ApplicationScoped
public class StepTaker {
    private final KubernetesSteps kubernetes;
    private final MemberCalls calls;

    StepTaker(KubernetesSteps kubernetes, MemberCalls calls) {
        this.kubernetes = kubernetes;
        this.calls = calls;
    }

    /**
     * Takes one step.
     *
     * @throws RuntimeException when it was refused; the next look shows what has become of it
     */
    void take(Step step, MetaStoreCluster cluster, Sighting sighting) {
        if (step instanceof Step.AddLearner add) {
            calls.addLearner(sighting.leaderAddress(), add.peerUrl());
        } else if (step instanceof Step.Promote promote) {
            calls.promote(sighting.leaderAddress(), promote.member().id());
        } else if (step instanceof Step.RemoveMember remove) {
            calls.remove(remover(sighting, remove.member()), remove.member().id());
        } else if (step instanceof Step.MoveLeader move) {
            calls.moveLeader(sighting.leaderAddress(), move.to().id());
        } else {
            kubernetes.take(step, cluster, sighting);
        }
    }

    /** Somebody who stays and can therefore tell how it ended. */
    private static String remover(Sighting sighting, Member leaving) {
        return sighting.world().memberList().stream()
                .filter(member -> !member.equals(leaving) && !member.learner())
                .filter(member -> sighting.reports().containsKey(member.ordinal()))
                .map(member -> sighting.addresses().get(member.ordinal()))
                .findFirst()
                .orElseGet(sighting::leaderAddress);
    }
}
