package io.metastore.http.gateway;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which gRPC method answers at which path below {@code /v3}. */
final class GatewayPaths {
    private static final String PREFIX = "/v3/";

    /** What paths began with in old releases. */
    private static final String OLD_PREFIX = "/v3beta/";

    private static final Map<String, String> METHODS = methods();

    private GatewayPaths() {}

    /**
     * The method behind a path.
     *
     * @param path the path from its root, with {@code /v3/} or {@code /v3beta/} in front
     * @return the full name of the method, such as {@code etcdserverpb.KV/Range}; null for a path
     *     that stands for none
     */
    static @Nullable String methodAt(String path) {
        return METHODS.get(
                path.startsWith(OLD_PREFIX) ? PREFIX + path.substring(OLD_PREFIX.length()) : path);
    }

    /** Every path and the full name of its method. */
    static Map<String, String> all() {
        return METHODS;
    }

    private static Map<String, String> methods() {
        Map<String, String> methods = new HashMap<>();
        keys(methods);
        leases(methods);
        upkeep(methods);
        auth(methods);
        recipes(methods);
        return Map.copyOf(methods);
    }

    private static void keys(Map<String, String> methods) {
        methods.put("/v3/kv/range", "etcdserverpb.KV/Range");
        methods.put("/v3/kv/put", "etcdserverpb.KV/Put");
        methods.put("/v3/kv/deleterange", "etcdserverpb.KV/DeleteRange");
        methods.put("/v3/kv/txn", "etcdserverpb.KV/Txn");
        methods.put("/v3/kv/compaction", "etcdserverpb.KV/Compact");
        methods.put("/v3/watch", "etcdserverpb.Watch/Watch");
    }

    private static void leases(Map<String, String> methods) {
        methods.put("/v3/lease/grant", "etcdserverpb.Lease/LeaseGrant");
        methods.put("/v3/lease/keepalive", "etcdserverpb.Lease/LeaseKeepAlive");
        // The paths below /kv are those of old releases.
        for (String parent : new String[] {"/v3/lease/", "/v3/kv/lease/"}) {
            methods.put(parent + "revoke", "etcdserverpb.Lease/LeaseRevoke");
            methods.put(parent + "timetolive", "etcdserverpb.Lease/LeaseTimeToLive");
            methods.put(parent + "leases", "etcdserverpb.Lease/LeaseLeases");
        }
    }

    private static void upkeep(Map<String, String> methods) {
        methods.put("/v3/cluster/member/add", "etcdserverpb.Cluster/MemberAdd");
        methods.put("/v3/cluster/member/remove", "etcdserverpb.Cluster/MemberRemove");
        methods.put("/v3/cluster/member/update", "etcdserverpb.Cluster/MemberUpdate");
        methods.put("/v3/cluster/member/list", "etcdserverpb.Cluster/MemberList");
        methods.put("/v3/cluster/member/promote", "etcdserverpb.Cluster/MemberPromote");
        methods.put("/v3/maintenance/alarm", "etcdserverpb.Maintenance/Alarm");
        methods.put("/v3/maintenance/status", "etcdserverpb.Maintenance/Status");
        methods.put("/v3/maintenance/defragment", "etcdserverpb.Maintenance/Defragment");
        methods.put("/v3/maintenance/hash", "etcdserverpb.Maintenance/Hash");
        methods.put("/v3/maintenance/hashkv", "etcdserverpb.Maintenance/HashKV");
        methods.put("/v3/maintenance/snapshot", "etcdserverpb.Maintenance/Snapshot");
        methods.put("/v3/maintenance/transfer-leadership", "etcdserverpb.Maintenance/MoveLeader");
        methods.put("/v3/maintenance/downgrade", "etcdserverpb.Maintenance/Downgrade");
    }

    private static void auth(Map<String, String> methods) {
        methods.put("/v3/auth/enable", "etcdserverpb.Auth/AuthEnable");
        methods.put("/v3/auth/disable", "etcdserverpb.Auth/AuthDisable");
        methods.put("/v3/auth/status", "etcdserverpb.Auth/AuthStatus");
        methods.put("/v3/auth/authenticate", "etcdserverpb.Auth/Authenticate");
        methods.put("/v3/auth/user/add", "etcdserverpb.Auth/UserAdd");
        methods.put("/v3/auth/user/get", "etcdserverpb.Auth/UserGet");
        methods.put("/v3/auth/user/list", "etcdserverpb.Auth/UserList");
        methods.put("/v3/auth/user/delete", "etcdserverpb.Auth/UserDelete");
        methods.put("/v3/auth/user/changepw", "etcdserverpb.Auth/UserChangePassword");
        methods.put("/v3/auth/user/grant", "etcdserverpb.Auth/UserGrantRole");
        methods.put("/v3/auth/user/revoke", "etcdserverpb.Auth/UserRevokeRole");
        methods.put("/v3/auth/role/add", "etcdserverpb.Auth/RoleAdd");
        methods.put("/v3/auth/role/get", "etcdserverpb.Auth/RoleGet");
        methods.put("/v3/auth/role/list", "etcdserverpb.Auth/RoleList");
        methods.put("/v3/auth/role/delete", "etcdserverpb.Auth/RoleDelete");
        methods.put("/v3/auth/role/grant", "etcdserverpb.Auth/RoleGrantPermission");
        methods.put("/v3/auth/role/revoke", "etcdserverpb.Auth/RoleRevokePermission");
    }

    private static void recipes(Map<String, String> methods) {
        methods.put("/v3/lock/lock", "v3lockpb.Lock/Lock");
        methods.put("/v3/lock/unlock", "v3lockpb.Lock/Unlock");
        methods.put("/v3/election/campaign", "v3electionpb.Election/Campaign");
        methods.put("/v3/election/proclaim", "v3electionpb.Election/Proclaim");
        methods.put("/v3/election/leader", "v3electionpb.Election/Leader");
        methods.put("/v3/election/observe", "v3electionpb.Election/Observe");
        methods.put("/v3/election/resign", "v3electionpb.Election/Resign");
    }
}
