package io.metastore.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.metastore.api.etcdserverpb.Member;
import java.util.List;

/**
 * Members as etcd keeps them: JSON whose ids are unsigned numbers, which is why no library writes
 * it.
 */
final class MemberJson {
    private MemberJson() {}

    static byte[] member(Member member) {
        StringBuilder json = new StringBuilder();
        json.append("{\"id\":").append(Long.toUnsignedString(member.getID()));
        json.append(",\"peerURLs\":").append(texts(member.getPeerURLsList()));
        if (member.getIsLearner()) {
            json.append(",\"isLearner\":true");
        }
        if (!member.getName().isEmpty()) {
            json.append(",\"name\":").append(text(member.getName()));
        }
        if (member.getClientURLsCount() > 0) {
            json.append(",\"clientURLs\":").append(texts(member.getClientURLsList()));
        }
        return json.append('}').toString().getBytes(UTF_8);
    }

    /** Who votes and who only learns. */
    static byte[] confState(List<Member> members) {
        StringBuilder json = new StringBuilder();
        json.append("{\"voters\":").append(ids(members, false));
        if (members.stream().anyMatch(Member::getIsLearner)) {
            json.append(",\"learners\":").append(ids(members, true));
        }
        return json.append(",\"auto_leave\":false}").toString().getBytes(UTF_8);
    }

    private static String ids(List<Member> members, boolean learners) {
        return members.stream()
                .filter(member -> member.getIsLearner() == learners)
                .map(member -> Long.toUnsignedString(member.getID()))
                .collect(joining(",", "[", "]"));
    }

    private static String texts(List<String> texts) {
        return texts.stream().map(MemberJson::text).collect(joining(",", "[", "]"));
    }

    private static String text(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars()
                .forEach(
                        c -> {
                            if (c == '"' || c == '\\') {
                                json.append('\\').append((char) c);
                            } else if (c < ' ') {
                                json.append("\\u%04x".formatted(c));
                            } else {
                                json.append((char) c);
                            }
                        });
        return json.append('"').toString();
    }
}
