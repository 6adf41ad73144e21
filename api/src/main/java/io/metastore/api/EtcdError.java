package io.metastore.api;

import io.grpc.Status;
import io.grpc.Status.Code;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every error a client may receive, with the code and the text etcd 3.7 puts on the wire.
 *
 * <p>Clients tell errors apart by the exact text, so nothing is ever appended to it. The code is
 * the one that is really sent: etcd means {@link #MEMBER_NOT_ENOUGH_STARTED} to be a failed
 * precondition and {@link #TOO_MANY_REQUESTS} to be an exhausted resource, but both leave its
 * server as {@code UNKNOWN}, and its client restores the intended code from the text.
 */
public enum EtcdError {
    EMPTY_KEY(Code.INVALID_ARGUMENT, "etcdserver: key is not provided"),
    KEY_NOT_FOUND(Code.INVALID_ARGUMENT, "etcdserver: key not found"),
    VALUE_PROVIDED(Code.INVALID_ARGUMENT, "etcdserver: value is provided"),
    LEASE_PROVIDED(Code.INVALID_ARGUMENT, "etcdserver: lease is provided"),
    TOO_MANY_OPS(Code.INVALID_ARGUMENT, "etcdserver: too many operations in txn request"),
    DUPLICATE_KEY(Code.INVALID_ARGUMENT, "etcdserver: duplicate key given in txn request"),
    INVALID_CLIENT_API_VERSION(Code.INVALID_ARGUMENT, "etcdserver: invalid client api version"),
    INVALID_SORT_OPTION(Code.INVALID_ARGUMENT, "etcdserver: invalid sort option"),
    COMPACTED(Code.OUT_OF_RANGE, "etcdserver: mvcc: required revision has been compacted"),
    FUTURE_REVISION(Code.OUT_OF_RANGE, "etcdserver: mvcc: required revision is a future revision"),
    NO_SPACE(Code.RESOURCE_EXHAUSTED, "etcdserver: mvcc: database space exceeded"),
    REQUEST_TOO_LARGE(Code.INVALID_ARGUMENT, "etcdserver: request is too large"),
    TOO_MANY_REQUESTS(Code.UNKNOWN, "etcdserver: too many requests"),

    LEASE_NOT_FOUND(Code.NOT_FOUND, "etcdserver: requested lease not found"),
    LEASE_EXISTS(Code.FAILED_PRECONDITION, "etcdserver: lease already exists"),
    LEASE_TTL_TOO_LARGE(Code.OUT_OF_RANGE, "etcdserver: too large lease TTL"),

    WATCH_CANCELED(Code.CANCELLED, "etcdserver: watch canceled"),

    MEMBER_EXISTS(Code.FAILED_PRECONDITION, "etcdserver: member ID already exist"),
    PEER_URL_EXISTS(Code.FAILED_PRECONDITION, "etcdserver: Peer URLs already exists"),
    MEMBER_NOT_ENOUGH_STARTED(
            Code.UNKNOWN, "etcdserver: re-configuration failed due to not enough started members"),
    MEMBER_BAD_URLS(Code.INVALID_ARGUMENT, "etcdserver: given member URLs are invalid"),
    MEMBER_NOT_FOUND(Code.NOT_FOUND, "etcdserver: member not found"),
    MEMBER_NOT_LEARNER(Code.FAILED_PRECONDITION, "etcdserver: can only promote a learner member"),
    LEARNER_NOT_READY(
            Code.FAILED_PRECONDITION,
            "etcdserver: can only promote a learner member which is in sync with leader"),
    TOO_MANY_LEARNERS(Code.FAILED_PRECONDITION, "etcdserver: too many learner members in cluster"),
    CLUSTER_ID_MISMATCH(Code.FAILED_PRECONDITION, "etcdserver: cluster ID mismatch"),

    ROOT_USER_NOT_EXIST(Code.FAILED_PRECONDITION, "etcdserver: root user does not exist"),
    ROOT_ROLE_NOT_EXIST(Code.FAILED_PRECONDITION, "etcdserver: root user does not have root role"),
    USER_EXISTS(Code.FAILED_PRECONDITION, "etcdserver: user name already exists"),
    /** A refused name in {@code UserAdd}, and any request without a token while auth is on. */
    USER_EMPTY(Code.INVALID_ARGUMENT, "etcdserver: user name is empty"),
    USER_NOT_FOUND(Code.FAILED_PRECONDITION, "etcdserver: user name not found"),
    ROLE_EXISTS(Code.FAILED_PRECONDITION, "etcdserver: role name already exists"),
    ROLE_NOT_FOUND(Code.FAILED_PRECONDITION, "etcdserver: role name not found"),
    ROLE_EMPTY(Code.INVALID_ARGUMENT, "etcdserver: role name is empty"),
    AUTH_FAILED(
            Code.INVALID_ARGUMENT,
            "etcdserver: authentication failed, invalid user ID or password"),
    PERMISSION_NOT_GIVEN(Code.INVALID_ARGUMENT, "etcdserver: permission not given"),
    PERMISSION_DENIED(Code.PERMISSION_DENIED, "etcdserver: permission denied"),
    ROLE_NOT_GRANTED(Code.FAILED_PRECONDITION, "etcdserver: role is not granted to the user"),
    PERMISSION_NOT_GRANTED(
            Code.FAILED_PRECONDITION, "etcdserver: permission is not granted to the role"),
    AUTH_NOT_ENABLED(Code.FAILED_PRECONDITION, "etcdserver: authentication is not enabled"),
    INVALID_AUTH_TOKEN(Code.UNAUTHENTICATED, "etcdserver: invalid auth token"),
    INVALID_AUTH_MANAGEMENT(Code.INVALID_ARGUMENT, "etcdserver: invalid auth management"),
    AUTH_OLD_REVISION(Code.INVALID_ARGUMENT, "etcdserver: revision of auth store is old"),

    NO_LEADER(Code.UNAVAILABLE, "etcdserver: no leader"),
    NOT_LEADER(Code.FAILED_PRECONDITION, "etcdserver: not leader"),
    LEADER_CHANGED(Code.UNAVAILABLE, "etcdserver: leader changed", Effect.UNCERTAIN),
    NOT_CAPABLE(Code.FAILED_PRECONDITION, "etcdserver: not capable"),
    STOPPED(Code.UNAVAILABLE, "etcdserver: server stopped", Effect.UNCERTAIN),
    TIMEOUT(Code.UNAVAILABLE, "etcdserver: request timed out", Effect.UNCERTAIN),
    TIMEOUT_DUE_TO_LEADER_FAIL(
            Code.UNAVAILABLE,
            "etcdserver: request timed out, possibly due to previous leader failure",
            Effect.UNCERTAIN),
    TIMEOUT_DUE_TO_CONNECTION_LOST(
            Code.UNAVAILABLE,
            "etcdserver: request timed out, possibly due to connection lost",
            Effect.UNCERTAIN),
    TIMEOUT_WAIT_APPLIED_INDEX(
            Code.UNAVAILABLE,
            "etcdserver: request timed out, waiting for the applied index took too long",
            Effect.UNCERTAIN),
    /** {@code MoveLeader} saw no new leader in time. Outside etcd's own table, hence unknown. */
    TIMEOUT_LEADER_TRANSFER(
            Code.UNKNOWN,
            "etcdserver: request timed out, leader transfer took too long",
            Effect.UNCERTAIN),
    UNHEALTHY(Code.UNAVAILABLE, "etcdserver: unhealthy cluster"),
    CORRUPT(Code.DATA_LOSS, "etcdserver: corrupt cluster"),
    NOT_SUPPORTED_FOR_LEARNER(
            Code.FAILED_PRECONDITION, "etcdserver: rpc not supported for learner"),
    BAD_LEADER_TRANSFEREE(Code.FAILED_PRECONDITION, "etcdserver: bad leader transferee"),
    UNKNOWN_METHOD(Code.UNKNOWN, "etcdserver: unknown method"),

    WRONG_DOWNGRADE_VERSION_FORMAT(
            Code.INVALID_ARGUMENT, "etcdserver: wrong downgrade target version format"),
    INVALID_DOWNGRADE_TARGET_VERSION(
            Code.INVALID_ARGUMENT, "etcdserver: invalid downgrade target version"),
    CLUSTER_VERSION_UNAVAILABLE(
            Code.FAILED_PRECONDITION, "etcdserver: cluster version not found during downgrade"),
    DOWNGRADE_IN_PROCESS(
            Code.FAILED_PRECONDITION, "etcdserver: cluster has a downgrade job in progress"),
    NO_INFLIGHT_DOWNGRADE(Code.FAILED_PRECONDITION, "etcdserver: no inflight downgrade job"),

    CANCELED(Code.CANCELLED, "etcdserver: request canceled", Effect.UNCERTAIN),
    DEADLINE_EXCEEDED(
            Code.DEADLINE_EXCEEDED, "etcdserver: context deadline exceeded", Effect.UNCERTAIN),

    RANGE_STREAM_SORT_ORDER(Code.UNIMPLEMENTED, "RangeStream does not support custom sort orders"),
    RANGE_STREAM_REVISION_FILTER(
            Code.UNIMPLEMENTED, "RangeStream does not support revision filters"),
    HEALTH_UNKNOWN_SERVICE(Code.NOT_FOUND, "unknown service"),

    MUTEX_SESSION_EXPIRED(Code.UNKNOWN, "mutex: session is expired"),
    ELECTION_NO_LEADER(Code.UNKNOWN, "election: no leader"),
    ELECTION_NOT_LEADER(Code.UNKNOWN, "election: not leader"),
    ELECTION_LEADER_MISSING(Code.UNKNOWN, "\"leader\" field must be provided");

    private static final Map<String, EtcdError> BY_MESSAGE =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(EtcdError::message, Function.identity()));

    private final Code code;
    private final String message;
    private final Effect effect;

    EtcdError(Code code, String message) {
        this(code, message, Effect.NONE);
    }

    EtcdError(Code code, String message, Effect effect) {
        this.code = code;
        this.message = message;
        this.effect = effect;
    }

    /** The error whose text is exactly {@code message}, if there is one. */
    public static Optional<EtcdError> ofMessage(String message) {
        return Optional.ofNullable(BY_MESSAGE.get(message));
    }

    /** The code on the wire. */
    public Code code() {
        return code;
    }

    /** The whole text on the wire, with its prefix if it has one. */
    public String message() {
        return message;
    }

    /**
     * Whether the request certainly had no effect, so that sending it again cannot apply it twice.
     * This says nothing about whether it would succeed the next time.
     */
    public boolean retrySafe() {
        return effect == Effect.NONE;
    }

    /** A new exception for this error. */
    public EtcdException exception() {
        return new EtcdException(this);
    }

    /** The status a call that ends with this error is closed with. */
    public Status toStatus() {
        return code.toStatus().withDescription(message);
    }

    private enum Effect {
        NONE,
        UNCERTAIN
    }
}
