package io.metastore.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.metastore.api.etcdserverpb.Member;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Members as etcd keeps them: JSON whose ids are unsigned numbers. */
final class MemberJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private MemberJson() {}

    static byte[] member(Member member) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", id(member));
        fields.put("peerURLs", member.getPeerURLsList());
        if (member.getIsLearner()) {
            fields.put("isLearner", true);
        }
        if (!member.getName().isEmpty()) {
            fields.put("name", member.getName());
        }
        if (member.getClientURLsCount() > 0) {
            fields.put("clientURLs", member.getClientURLsList());
        }
        return bytes(fields);
    }

    /** Who votes and who only learns. */
    static byte[] confState(List<Member> members) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("voters", ids(members, false));
        List<BigInteger> learners = ids(members, true);
        if (!learners.isEmpty()) {
            fields.put("learners", learners);
        }
        fields.put("auto_leave", false);
        return bytes(fields);
    }

    private static List<BigInteger> ids(List<Member> members, boolean learners) {
        return members.stream()
                .filter(member -> member.getIsLearner() == learners)
                .map(MemberJson::id)
                .toList();
    }

    private static BigInteger id(Member member) {
        return new BigInteger(Long.toUnsignedString(member.getID()));
    }

    private static byte[] bytes(Map<String, Object> fields) {
        try {
            return JSON.writeValueAsBytes(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON form of " + fields, e);
        }
    }
}
