package io.metastore.node;

import io.metastore.member.MemberStore;
import io.metastore.raft.Consensus;
import io.metastore.raft.PeerHandler;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Everything that keeps list, group and this member's part in both together; puts it in place. */
final class ClusterDuties {
    /** Time for a question to another member. */
    private static final long QUESTION_MILLIS = 1000;

    private final Surroundings around;
    private final NodeSettings settings;
    private final ClusterView cluster;
    private final Contacts contacts;
    private final Standings standings;
    private final Promotions promotions;
    private final Reconfiguration reconfiguration;
    private final Expulsion expulsion;
    private final LeaderMoves moves;

    /** The parts of the node that these duties work with. */
    record Surroundings(
            MemberStore members,
            Leadership leadership,
            Supplier<Consensus> consensus,
            ScheduledExecutorService timer,
            LongSupplier nanoTime) {}

    /**
     * @param failed told when this member has been removed
     */
    ClusterDuties(NodeSettings settings, Surroundings around, Consumer<Throwable> failed) {
        this.settings = settings;
        this.around = around;
        Identity identity = settings.identity();
        long self = identity.memberId();
        cluster = new ClusterView(identity, around.members());
        contacts = new Contacts(cluster, around.consensus(), around.nanoTime(), QUESTION_MILLIS);
        standings = new Standings(self, around.members(), around.consensus(), QUESTION_MILLIS);
        promotions =
                new Promotions(
                        new Promotions.Parts(cluster, around.leadership(), around.timer()),
                        around.consensus(),
                        settings.reconfiguration(),
                        QUESTION_MILLIS,
                        settings.proposals().timeoutMillis());
        reconfiguration =
                new Reconfiguration(
                        self,
                        new Reconfiguration.Parts(cluster, contacts, around.leadership()),
                        around.consensus(),
                        around.timer());
        expulsion =
                new Expulsion(
                        self,
                        new Expulsion.Parts(cluster, around.leadership(), standings),
                        around.timer(),
                        failed);
        moves =
                new LeaderMoves(
                        self,
                        new LeaderMoves.Parts(
                                cluster, contacts, around.leadership(), around.timer()),
                        around.consensus(),
                        settings.proposals().timeoutMillis());
    }

    LeaderMoves moves() {
        return moves;
    }

    ClusterView cluster() {
        return cluster;
    }

    /** What other processes may ask, besides sending entries. */
    PeerHandler handler(PeerHandler entries) {
        return new PeerRequests(
                new PeerRequests.Parts(
                        entries, settings.identity(), around.members(), around.consensus()),
                promotions,
                standings);
    }

    /**
     * Begins the periodic duties.
     *
     * @param listed completes when the list says of this member what it should; a group is not
     *     brought after a list that names members which are lost
     */
    void start(PeriodicDuties onTimer, CompletionStage<Void> listed) {
        onTimer.every(Contacts.TICK_MILLIS, contacts::tick);
        onTimer.every(Expulsion.TICK_MILLIS, expulsion::tick);
        listed.thenRun(() -> onTimer.every(Reconfiguration.TICK_MILLIS, reconfiguration::tick));
    }

    /** Takes up a change of the list of members; called by the apply thread. */
    void membersChanged() {
        cluster.refresh();
        around.consensus().get().reachAt(PeerUrls.peers(cluster.members()));
    }

    ClusterService service(
            Reads reads, Headers headers, Proposals proposals, LongSupplier unixSeconds) {
        return new ClusterService(
                new ClusterService.Parts(cluster, reads, headers, proposals),
                new ClusterService.Guards(
                        new MemberChecks(
                                settings.identity().memberId(),
                                cluster,
                                contacts,
                                settings.reconfiguration()),
                        promotions,
                        waits()),
                unixSeconds);
    }

    private GroupWaits waits() {
        return new GroupWaits(
                standings,
                around.leadership(),
                around.timer(),
                around.nanoTime(),
                settings.proposals().timeoutMillis());
    }
}
