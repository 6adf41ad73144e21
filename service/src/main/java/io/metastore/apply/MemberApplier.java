package io.metastore.apply;

import com.google.protobuf.Message;
import io.metastore.command.Command;
import io.metastore.engine.WriteBatch;
import io.metastore.member.MemberChanges;
import io.metastore.member.MemberStore;

/** Commands that change the list of members. */
final class MemberApplier {
    private MemberApplier() {}

    static Message apply(ApplyContext context, MemberStore members, Command command) {
        WriteBatch batch = context.batch();
        context.membersChanged();
        return switch (command.getRequestCase()) {
            case CLUSTER_BOOTSTRAP -> members.bootstrap(batch, command.getClusterBootstrap());
            case MEMBER_PUBLICATION -> members.publish(batch, command.getMemberPublication());
            case MEMBER_ADDITION -> MemberChanges.add(batch, command.getMemberAddition());
            case MEMBER_REMOVAL -> MemberChanges.remove(batch, command.getMemberRemoval());
            case MEMBER_UPDATE -> MemberChanges.update(batch, command.getMemberUpdate());
            case MEMBER_PROMOTION -> MemberChanges.promote(batch, command.getMemberPromotion());
            case MEMBER_SURVIVAL -> MemberChanges.survive(batch, command.getMemberSurvival());
            default -> throw new IllegalStateException("not about members: " + command);
        };
    }
}
