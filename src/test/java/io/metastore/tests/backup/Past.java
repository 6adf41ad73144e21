package io.metastore.tests.backup;

import static io.metastore.tests.client.Requests.bytes;
import static io.metastore.tests.client.Requests.compact;
import static io.metastore.tests.client.Requests.delete;
import static io.metastore.tests.client.Requests.deletePrefix;
import static io.metastore.tests.client.Requests.grant;
import static io.metastore.tests.client.Requests.op;
import static io.metastore.tests.client.Requests.put;

import io.metastore.api.authpb.Permission;
import io.metastore.api.etcdserverpb.AlarmRequest;
import io.metastore.api.etcdserverpb.AlarmRequest.AlarmAction;
import io.metastore.api.etcdserverpb.AlarmType;
import io.metastore.api.etcdserverpb.AuthGrpc;
import io.metastore.api.etcdserverpb.AuthRoleAddRequest;
import io.metastore.api.etcdserverpb.AuthRoleGrantPermissionRequest;
import io.metastore.api.etcdserverpb.AuthUserAddRequest;
import io.metastore.api.etcdserverpb.AuthUserGrantRoleRequest;
import io.metastore.api.etcdserverpb.TxnRequest;
import io.metastore.tests.client.Client;
import java.util.List;
import java.util.Random;

/**
 * What a cluster has behind it before it is backed up: versions, tombstones, transactions, a
 * compaction, leases, users and roles, an alarm.
 *
 * @param compacted the revision up to which it is compacted
 * @param last the newest revision
 * @param leases the leases that live, one of them without keys
 */
record Past(long compacted, long last, List<Long> leases) {
    private static final int ROUNDS = 40;
    private static final int KEYS = 12;
    private static final long TTL_SECONDS = 3_600;

    /** Makes it happen; the cluster refuses writes afterwards. */
    static Past make(Client client, Random random) {
        write(client, random);
        long compacted = client.revision() - ROUNDS / 2;
        client.kv().compact(compact(compacted));
        long leased = client.lease().leaseGrant(grant(TTL_SECONDS)).getID();
        long bare = client.lease().leaseGrant(grant(2 * TTL_SECONDS)).getID();
        client.kv().put(put("leased/a", "v", leased));
        client.kv().put(put("leased/b", "", leased));
        write(client, random);
        addUsers(client);
        client.maintenance()
                .alarm(
                        AlarmRequest.newBuilder()
                                .setAction(AlarmAction.ACTIVATE)
                                .setAlarm(AlarmType.NOSPACE)
                                .setMemberID(client.memberId())
                                .build());
        return new Past(compacted, client.revision(), List.of(leased, bare));
    }

    private static void write(Client client, Random random) {
        for (int round = 0; round < ROUNDS; round++) {
            String key = "key/" + random.nextInt(KEYS);
            switch (random.nextInt(6)) {
                case 0 -> client.kv().deleteRange(delete(key));
                case 1 -> client.kv().txn(txn(random, key));
                case 2 -> client.kv().deleteRange(deletePrefix("key/1"));
                default -> client.kv().put(put(key, round + "-" + "x".repeat(random.nextInt(500))));
            }
        }
        client.kv().put(put("key/last", "v"));
    }

    private static TxnRequest txn(Random random, String key) {
        return TxnRequest.newBuilder()
                .addSuccess(op(delete(key)))
                .addSuccess(op(put("txn/a", "v" + random.nextInt())))
                .addSuccess(op(put("txn/b", "")))
                .build();
    }

    /** Auth stays off: users and roles are there for the day it is switched on. */
    private static void addUsers(Client client) {
        AuthGrpc.AuthBlockingStub auth = AuthGrpc.newBlockingStub(client.channel());
        auth.roleAdd(AuthRoleAddRequest.newBuilder().setName("reader").build());
        auth.roleGrantPermission(
                AuthRoleGrantPermissionRequest.newBuilder()
                        .setName("reader")
                        .setPerm(
                                Permission.newBuilder()
                                        .setPermType(Permission.Type.READ)
                                        .setKey(bytes("key/"))
                                        .setRangeEnd(bytes("key0")))
                        .build());
        auth.userAdd(AuthUserAddRequest.newBuilder().setName("ann").setPassword("p").build());
        auth.userGrantRole(
                AuthUserGrantRoleRequest.newBuilder().setUser("ann").setRole("reader").build());
    }
}
