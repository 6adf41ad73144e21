package io.metastore.cli.tool;

import io.metastore.api.etcdserverpb.HashKVResponse;
import io.metastore.api.etcdserverpb.Member;
import io.metastore.api.etcdserverpb.ResponseHeader;
import io.metastore.api.etcdserverpb.StatusResponse;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers as the JSON objects that etcdctl writes of them: its keys, zero values left out. */
final class AnswerFields {
    private AnswerFields() {}

    static Map<String, Object> header(ResponseHeader header) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("cluster_id", unsigned(header.getClusterId()));
        fields.put("member_id", unsigned(header.getMemberId()));
        put(fields, "revision", header.getRevision());
        put(fields, "raft_term", header.getRaftTerm());
        return fields;
    }

    /** A list of members; more may be added to it. */
    static Map<String, Object> members(ResponseHeader header, List<Member> members) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("header", header(header));
        fields.put("members", members.stream().map(AnswerFields::member).toList());
        return fields;
    }

    static Map<String, Object> member(Member member) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ID", unsigned(member.getID()));
        if (!member.getName().isEmpty()) {
            fields.put("name", member.getName());
        }
        fields.put("peerURLs", member.getPeerURLsList());
        if (member.getClientURLsCount() > 0) {
            fields.put("clientURLs", member.getClientURLsList());
        }
        if (member.getIsLearner()) {
            fields.put("isLearner", true);
        }
        return fields;
    }

    static Map<String, Object> status(StatusResponse status) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("header", header(status.getHeader()));
        fields.put("version", status.getVersion());
        put(fields, "dbSize", status.getDbSize());
        if (status.getLeader() != 0) {
            fields.put("leader", unsigned(status.getLeader()));
        }
        put(fields, "raftIndex", status.getRaftIndex());
        put(fields, "raftTerm", status.getRaftTerm());
        put(fields, "raftAppliedIndex", status.getRaftAppliedIndex());
        if (status.getErrorsCount() > 0) {
            fields.put("errors", List.copyOf(status.getErrorsList()));
        }
        put(fields, "dbSizeInUse", status.getDbSizeInUse());
        if (status.getIsLearner()) {
            fields.put("isLearner", true);
        }
        fields.put("storageVersion", status.getStorageVersion());
        put(fields, "dbSizeQuota", status.getDbSizeQuota());
        return fields;
    }

    static Map<String, Object> hash(HashKVResponse hash) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("header", header(hash.getHeader()));
        fields.put("hash", Integer.toUnsignedLong(hash.getHash()));
        put(fields, "compact_revision", hash.getCompactRevision());
        put(fields, "hash_revision", hash.getHashRevision());
        return fields;
    }

    /** What a member answered, with where it was asked. */
    static Map<String, Object> of(Endpoint endpoint, String name, Map<String, Object> answer) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("Endpoint", endpoint.toString());
        fields.put(name, answer);
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, long value) {
        if (value != 0) {
            fields.put(name, value);
        }
    }

    private static BigInteger unsigned(long value) {
        return new BigInteger(Long.toUnsignedString(value));
    }
}
