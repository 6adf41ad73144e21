package io.metastore.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metastore.api.EtcdError;
import io.metastore.api.EtcdException;
import io.metastore.api.etcdserverpb.Member;
import io.metastore.command.ClusterBootstrap;
import io.metastore.command.MemberAddition;
import io.metastore.command.MemberPromotion;
import io.metastore.command.MemberPublication;
import io.metastore.command.MemberRemoval;
import io.metastore.command.MemberSurvival;
import io.metastore.command.MemberUpdate;
import io.metastore.engine.Engine;
import io.metastore.engine.WriteBatch;
import io.metastore.engine.memory.MemoryEngine;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MemberChangesTest {
    private static final long SECONDS = 1_700_000_000;

    private final Engine engine = new MemoryEngine();
    private final MemberStore members = new MemberStore(engine);

    @BeforeEach
    void start_with_one_voter() {
        Member one = Member.newBuilder().setID(1).setName("one").addPeerURLs("http://a:1").build();
        change(
                batch ->
                        members.bootstrap(
                                batch,
                                ClusterBootstrap.newBuilder()
                                        .setClusterId(9)
                                        .addMembers(one)
                                        .build()));
    }

    @Test
    void added_member_has_the_id_that_etcd_would_give_it_and_no_name() {
        Member added = add("http://b:1", false);

        assertThat(added.getID())
                .isEqualTo(MemberIds.memberId(List.of("http://b:1"), "1700000000"));
        assertThat(added.getName()).isEmpty();
        assertThat(members.members()).hasSize(2).contains(added);
    }

    @Test
    void same_addition_in_the_same_second_is_there_already() {
        add("http://b:1", false);

        refused(EtcdError.MEMBER_EXISTS, () -> add("http://b:1", false));
    }

    @Test
    void survivor_votes_and_nobody_else_is_left_or_comes_back() {
        Member learner = add("http://b:1", true);

        MemberSurvival survival = MemberSurvival.newBuilder().setMember(learner).build();
        change(batch -> MemberChanges.survive(batch, survival));

        assertThat(members.members())
                .containsExactly(learner.toBuilder().setIsLearner(false).build());
        assertThat(members.view(1).removed()).isTrue();
    }

    @Test
    void address_of_another_member_is_refused() {
        Member two = add("http://b:1", false);

        refused(EtcdError.PEER_URL_EXISTS, () -> add("http://a:1", false));
        refused(EtcdError.PEER_URL_EXISTS, () -> update(two.getID(), "http://a:1"));
    }

    @Test
    void learners_are_counted() {
        add("http://b:1", true);

        refused(EtcdError.TOO_MANY_LEARNERS, () -> add("http://c:1", true));
        assertThat(add("http://c:1", false).getIsLearner()).isFalse();
    }

    @Test
    void removed_member_is_gone_for_good() {
        Member two = add("http://b:1", false);
        remove(two.getID());

        assertThat(members.members()).extracting(Member::getID).containsExactly(1L);
        assertThat(members.view(two.getID()).removed()).isTrue();
        assertThat(members.view(1).removed()).isFalse();
        refused(EtcdError.MEMBER_NOT_FOUND, () -> add("http://b:1", false));
        refused(EtcdError.MEMBER_NOT_FOUND, () -> remove(two.getID()));
        refused(EtcdError.MEMBER_NOT_FOUND, () -> update(two.getID(), "http://c:1"));
        refused(EtcdError.MEMBER_NOT_FOUND, () -> promote(two.getID()));
    }

    @Test
    void last_voter_cannot_be_removed() {
        Member learner = add("http://b:1", true);

        refused(EtcdError.MEMBER_NOT_ENOUGH_STARTED, () -> remove(1));
        remove(learner.getID());
        assertThat(members.members()).hasSize(1);
    }

    @Test
    void only_a_learner_is_promoted_and_once() {
        Member learner = add("http://b:1", true);
        promote(learner.getID());

        assertThat(members.members()).noneMatch(Member::getIsLearner);
        refused(EtcdError.MEMBER_NOT_LEARNER, () -> promote(learner.getID()));
    }

    @Test
    void update_changes_addresses_and_nothing_else() {
        update(1, "http://z:1");
        update(1, "http://z:1");

        assertThat(members.members())
                .containsExactly(
                        Member.newBuilder()
                                .setID(1)
                                .setName("one")
                                .addPeerURLs("http://z:1")
                                .build());
    }

    @Test
    void removed_member_publishes_in_vain() {
        Member two = add("http://b:1", false);
        remove(two.getID());
        MemberPublication publication =
                MemberPublication.newBuilder().setId(two.getID()).setName("two").build();
        change(batch -> members.publish(batch, publication));

        assertThat(members.members()).hasSize(1);
    }

    private Member add(String url, boolean learner) {
        MemberAddition addition =
                MemberAddition.newBuilder()
                        .addPeerUrls(url)
                        .setIsLearner(learner)
                        .setUnixSeconds(SECONDS)
                        .setLearnersMax(1)
                        .build();
        return change(batch -> MemberChanges.add(batch, addition)).getMember();
    }

    private void remove(long id) {
        MemberRemoval removal = MemberRemoval.newBuilder().setId(id).build();
        change(batch -> MemberChanges.remove(batch, removal));
    }

    private void update(long id, String url) {
        MemberUpdate update = MemberUpdate.newBuilder().setId(id).addPeerUrls(url).build();
        change(batch -> MemberChanges.update(batch, update));
    }

    private void promote(long id) {
        MemberPromotion promotion = MemberPromotion.newBuilder().setId(id).build();
        change(batch -> MemberChanges.promote(batch, promotion));
    }

    private <T> T change(Function<WriteBatch, T> change) {
        try (WriteBatch batch = engine.begin()) {
            T answer = change.apply(batch);
            batch.commit();
            return answer;
        }
    }

    private static void refused(EtcdError error, Runnable change) {
        assertThatExceptionOfType(EtcdException.class)
                .isThrownBy(change::run)
                .extracting(EtcdException::error)
                .isEqualTo(error);
    }
}
