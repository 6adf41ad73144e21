package io.metastore.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.operator.plan.Decision.Act;
import io.metastore.operator.plan.Decision.Blocked;
import io.metastore.operator.plan.Decision.Reason;
import io.metastore.operator.plan.Decision.Settled;
import io.metastore.operator.plan.Decision.Wait;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** One world each, and the one step that follows. */
final class PlannerTest {
    private static <T extends Step> T step(Scene scene, Class<T> kind) {
        Step step = expect(scene, Act.class).step();
        assertThat(step).isInstanceOf(kind);
        return kind.cast(step);
    }

    private static Reason waits(Scene scene) {
        return expect(scene, Wait.class).reason();
    }

    private static Reason blocked(Scene scene) {
        return expect(scene, Blocked.class).reason();
    }

    private static <T extends Decision> T expect(Scene scene, Class<T> kind) {
        Decision decision = scene.next();
        assertThat(decision).isInstanceOf(kind);
        return kind.cast(decision);
    }

    @Test
    void nothing_follows_when_all_is_as_wanted() {
        assertThat(Scene.settled(3).next()).isInstanceOf(Settled.class);
    }

    @Test
    void a_paused_cluster_is_left_alone_whatever_is_wrong() {
        Scene scene = Scene.settled(3).down(1).wants(new Wanted(5, "u", true, true, true));

        assertThat(blocked(scene)).isEqualTo(Reason.Paused);
    }

    @Test
    void a_new_cluster_begins_with_one_member() {
        Scene scene = Scene.settled(3).withoutFleet().withoutVolumes().withoutJoinList();

        assertThat(step(scene, Step.Create.class)).isEqualTo(new Step.Create(1, false));
    }

    @Test
    void a_backup_is_restored_before_the_first_member_starts() {
        Scene scene = Scene.settled(3).withoutFleet().withoutVolumes().withoutJoinList();

        step(scene.restore(Restore.Due), Step.BeginRestore.class);
        assertThat(waits(scene.restore(Restore.Running))).isEqualTo(Reason.Restoring);
        assertThat(blocked(scene.restore(Restore.Failed))).isEqualTo(Reason.RestoreFailed);
        assertThat(step(scene.restore(Restore.Done), Step.Create.class))
                .isEqualTo(new Step.Create(1, false));
    }

    @Test
    void a_backup_is_not_restored_over_a_cluster_that_lives() {
        assertThat(Scene.settled(3).restore(Restore.Due).next()).isInstanceOf(Settled.class);
    }

    @Test
    void volumes_that_hold_members_are_started_again_all_together() {
        Scene scene = Scene.settled(5).withoutFleet().withoutJoinList();

        assertThat(step(scene, Step.Create.class)).isEqualTo(new Step.Create(5, true));
    }

    @Test
    void growing_begins_with_a_learner_for_the_next_pod() {
        assertThat(step(Scene.settled(3).wantsReplicas(5), Step.AddLearner.class).ordinal())
                .isEqualTo(3);
    }

    @Test
    void growing_waits_until_every_member_serves() {
        assertThat(waits(Scene.settled(3).wantsReplicas(5).down(2))).isEqualTo(Reason.MemberDown);
    }

    @Test
    void a_learner_gets_its_marked_volume_before_anything_lets_it_join() {
        Scene scene =
                Scene.settled(3)
                        .learner(2, false)
                        .down(2)
                        .volumeOf(2, OptionalLong.empty())
                        .withoutJoinList();

        assertThat(step(scene, Step.MarkVolume.class).memberId()).isEqualTo(Scene.id(2));
    }

    @Test
    void a_volume_made_after_the_pod_that_answered_is_not_the_members() {
        assertThat(Scene.settled(3).newVolumeOf(2).next()).isNotInstanceOf(Act.class);

        Scene served = Scene.settled(3).volumeOf(2, OptionalLong.empty());
        assertThat(step(served, Step.MarkVolume.class).memberId()).isEqualTo(Scene.id(2));
    }

    @Test
    void the_join_list_follows_the_list_of_members() {
        assertThat(step(Scene.settled(3).withoutJoinList(), Step.WriteJoinList.class).list().urls())
                .containsExactly(Scene.url(0), Scene.url(1), Scene.url(2));
    }

    @Test
    void the_pod_of_a_member_is_started_when_somebody_has_lowered_the_count() {
        assertThat(step(Scene.settled(3).withReplicas(2), Step.SetReplicas.class).replicas())
                .isEqualTo(3);
    }

    @Test
    void a_learner_votes_when_it_has_caught_up() {
        assertThat(step(Scene.settled(3).learner(2, true), Step.Promote.class).member().id())
                .isEqualTo(Scene.id(2));
        assertThat(waits(Scene.settled(3).learner(2, true).behind(2))).isEqualTo(Reason.CatchingUp);
    }

    @Test
    void shrinking_removes_the_last_member_before_its_pod() {
        assertThat(step(Scene.settled(5).wantsReplicas(3), Step.RemoveMember.class).member().id())
                .isEqualTo(Scene.id(4));
        Scene removed = Scene.settled(5).wantsReplicas(3).withoutMember(4);
        assertThat(step(removed, Step.RemoveMember.class).member().id()).isEqualTo(Scene.id(3));
        assertThat(step(removed.withoutMember(3), Step.SetReplicas.class).replicas()).isEqualTo(3);
    }

    @Test
    void shrinking_stops_where_it_would_leave_no_majority() {
        assertThat(blocked(Scene.settled(3).wantsReplicas(1).down(1)))
                .isEqualTo(Reason.QuorumAtRisk);
    }

    @Test
    void volumes_of_pods_that_are_gone_go_only_when_the_user_wants_that() {
        Wanted keeps = new Wanted(3, "t", false, true, false);
        Scene scene = Scene.settled(4).wantsReplicas(3).withoutMember(3);

        assertThat(step(scene, Step.SetReplicas.class).replicas()).isEqualTo(3);
        assertThat(scene.wants(keeps).next()).isInstanceOf(Act.class);
    }

    @Test
    void pods_are_restarted_from_the_last_to_the_first_and_the_leader_last() {
        Scene scene = Scene.settled(3).wantsTemplate("u");

        assertThat(step(scene, Step.RestartPod.class).pod().ordinal()).isEqualTo(2);
        assertThat(step(scene.pod(2, "u"), Step.RestartPod.class).pod().ordinal()).isEqualTo(1);
        Step.MoveLeader move = step(scene.pod(1, "u"), Step.MoveLeader.class);
        assertThat(move.from().id()).isEqualTo(Scene.id(0));
        assertThat(move.to().id()).isEqualTo(Scene.id(2));
    }

    @Test
    void the_only_member_is_restarted_although_that_interrupts() {
        assertThat(step(Scene.settled(1).wantsTemplate("u"), Step.RestartPod.class).pod().ordinal())
                .isZero();
    }

    @Test
    void restarts_wait_for_members_that_are_down_or_behind() {
        assertThat(waits(Scene.settled(3).wantsTemplate("u").pod(2, "u").down(2)))
                .isEqualTo(Reason.MemberDown);
        assertThat(waits(Scene.settled(3).wantsTemplate("u").pod(2, "u").behind(2)))
                .isEqualTo(Reason.CatchingUp);
    }

    @Test
    void a_pod_that_is_down_gets_another_template_at_once() {
        assertThat(step(Scene.settled(3).wantsTemplate("u").down(0), Step.RestartPod.class).pod())
                .extracting(Pod::ordinal)
                .isEqualTo(0);
    }

    @Test
    void users_who_restart_pods_themselves_are_told_that_it_is_due() {
        Scene scene = Scene.settled(3).wants(new Wanted(3, "t", false, false, true));

        assertThat(blocked(scene.wantsTemplate("u"))).isEqualTo(Reason.UpdatePending);
    }

    @Test
    void a_member_on_another_volume_leaves_and_is_replaced() {
        Scene scene = Scene.settled(3).down(1).volumeOf(1, OptionalLong.empty());

        assertThat(step(scene, Step.RemoveMember.class).member().id()).isEqualTo(Scene.id(1));
        assertThat(step(scene.withoutMember(1), Step.AddLearner.class).ordinal()).isEqualTo(1);
    }

    @Test
    void a_member_that_is_down_on_its_own_volume_is_waited_for() {
        assertThat(waits(Scene.settled(3).down(1))).isEqualTo(Reason.MemberDown);
    }

    @Test
    void without_a_majority_the_user_is_told_what_to_do() {
        Scene scene = Scene.settled(3).down(0).down(1).withoutQuorum();

        assertThat(waits(scene)).isEqualTo(Reason.QuorumLost);
        assertThat(scene.next().text()).contains("0, 1").contains("spec.restore");
    }

    @Test
    void without_a_majority_pods_that_somebody_scaled_away_are_started() {
        Scene scene = Scene.settled(3).withoutQuorum().withReplicas(1);

        assertThat(step(scene, Step.SetReplicas.class).replicas()).isEqualTo(3);
    }
}
