package io.metastore.apply;

import io.metastore.alarm.AlarmStore;
import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.AlarmType;
import io.metastore.command.Command;

/**
 * What the alarms of the replicated state forbid: a corrupt cluster takes no change of keys and
 * leases from clients, one without space none that needs some. What the members propose of
 * themselves always passes. Every member decides alike, since nothing but the state is looked at.
 */
final class Guards {
    private Guards() {}

    /**
     * @throws io.metastore.api.EtcdException when an alarm forbids the command
     */
    static void check(AlarmStore alarms, Command command) {
        if (alarms.raised().isEmpty()) {
            return;
        }
        if (alarms.isRaised(AlarmType.CORRUPT) && changesKeysOrLeases(command)) {
            throw EtcdError.CORRUPT.exception();
        }
        if (alarms.isRaised(AlarmType.NOSPACE) && needsSpace(command)) {
            throw EtcdError.NO_SPACE.exception();
        }
    }

    private static boolean changesKeysOrLeases(Command command) {
        return switch (command.getRequestCase()) {
            case PUT, DELETE_RANGE, TXN, COMPACTION, LEASE_GRANT, LEASE_REVOKE -> true;
            default -> false;
        };
    }

    private static boolean needsSpace(Command command) {
        return switch (command.getRequestCase()) {
            case PUT, LEASE_GRANT -> true;
            case TXN -> RequestCosts.txn(command.getTxn()) > 0;
            default -> false;
        };
    }
}
