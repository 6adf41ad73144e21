package io.metastore.tests.robustness.nemesis;

import io.metastore.tests.cluster.Member;
import io.metastore.tests.cluster.Network;
import java.time.Duration;
import java.util.List;

/** Links between members are cut, in one of several ways, and healed in one of two. */
public final class Cut implements Fault {
    private static final Duration CUT_MAX = Duration.ofSeconds(6);

    private enum Way {
        /** One member is cut off from all others. */
        ISOLATE {
            @Override
            void cut(Network network, List<Member> members) {
                network.isolate(members.get(0));
            }
        },
        /** What a member sends reaches nobody, but it hears everything. */
        MUTE {
            @Override
            void cut(Network network, List<Member> members) {
                others(members).forEach(other -> network.cut(members.get(0), other));
            }
        },
        /** A member hears nothing, but is heard. */
        DEAF {
            @Override
            void cut(Network network, List<Member> members) {
                others(members).forEach(other -> network.cut(other, members.get(0)));
            }
        },
        /** Two members do not reach each other, while others reach both. */
        PAIR {
            @Override
            void cut(Network network, List<Member> members) {
                network.cutBothWays(members.get(0), members.get(1));
            }
        },
        /** What one sends to another is held. */
        ONE_WAY {
            @Override
            void cut(Network network, List<Member> members) {
                network.cut(members.get(0), members.get(1));
            }
        },
        /** Two members refuse connections to each other. */
        REFUSE {
            @Override
            void cut(Network network, List<Member> members) {
                network.refuse(members.get(0), members.get(1));
            }
        },
        /** Nobody reaches anybody. */
        ALL {
            @Override
            void cut(Network network, List<Member> members) {
                members.forEach(network::isolate);
            }
        };

        abstract void cut(Network network, List<Member> members);

        private static List<Member> others(List<Member> members) {
            return members.subList(1, members.size());
        }
    }

    @Override
    public void strike(Stage stage) {
        List<Member> members = stage.shuffled();
        Way way = Way.values()[stage.random().nextInt(Way.values().length)];
        stage.say("cut links: " + way + " " + Kill.names(members));
        way.cut(stage.network(), members);
        stage.pauseUpTo(CUT_MAX);
        boolean anew = stage.random().nextBoolean();
        if (anew) {
            stage.network().healAnew();
        } else {
            stage.network().heal();
        }
        stage.say("links healed, " + (anew ? "cut connections lost" : "held bytes arrive"));
    }
}
