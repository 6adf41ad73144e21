package io.metastore.apply;

import io.metastore.alarm.AlarmStore;
import io.metastore.api.etcdserverpb.AlarmMember;
import io.metastore.api.etcdserverpb.AlarmRequest;
import io.metastore.api.etcdserverpb.AlarmRequest.AlarmAction;
import io.metastore.api.etcdserverpb.AlarmResponse;
import io.metastore.api.etcdserverpb.AlarmType;

/** Raises, clears and lists alarms. */
final class AlarmApplier {
    private AlarmApplier() {}

    /** The response names what was asked for, or what was raised or cleared; maybe nothing. */
    static AlarmResponse apply(ApplyContext context, AlarmStore alarms, AlarmRequest request) {
        AlarmResponse.Builder response =
                AlarmResponse.newBuilder().setHeader(context.header(context.begin().revision()));
        AlarmMember alarm =
                AlarmMember.newBuilder()
                        .setMemberID(request.getMemberID())
                        .setAlarm(request.getAlarm())
                        .build();
        if (request.getAction() == AlarmAction.GET) {
            list(response, alarms, request.getAlarm());
        } else if (request.getAlarm() != AlarmType.NONE) {
            boolean changed = true;
            if (request.getAction() == AlarmAction.ACTIVATE) {
                alarms.raise(context.batch(), alarm);
            } else {
                changed = alarms.clear(context.batch(), alarm);
            }
            if (changed) {
                response.addAlarms(alarm);
            }
        }
        return response.build();
    }

    /** Whose alarms are asked for does not matter, as it does not in etcd. */
    private static void list(AlarmResponse.Builder response, AlarmStore alarms, AlarmType kind) {
        for (AlarmMember alarm : alarms.raised()) {
            if (kind == AlarmType.NONE || alarm.getAlarm() == kind) {
                response.addAlarms(alarm);
            }
        }
    }
}
