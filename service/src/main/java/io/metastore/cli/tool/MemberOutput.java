package io.metastore.cli.tool;

import io.metastore.api.etcdserverpb.Member;
import io.metastore.api.etcdserverpb.MemberAddResponse;
import io.metastore.api.etcdserverpb.ResponseHeader;
import io.metastore.cli.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes what the commands about members have to say, in etcdctl's words and keys. */
final class MemberOutput {
    private final Console console;
    private final OutputOptions options;

    MemberOutput(Console console, OutputOptions options) {
        this.console = console;
        this.options = options;
    }

    void list(ResponseHeader header, List<Member> members) {
        write(lines(members), members, AnswerFields.members(header, members));
    }

    /**
     * After a change of one member.
     *
     * @param done what happened to it, up to the cluster it happened in
     */
    void changed(ResponseHeader header, List<Member> members, MemberId id, String done) {
        String line = "Member %s %s cluster %x%n".formatted(id, done, header.getClusterId());
        write(line, members, AnswerFields.members(header, members));
    }

    /**
     * After a member was added.
     *
     * @param text what there is to say about it in lines
     */
    void added(MemberAddResponse answer, String text) {
        List<Member> members = answer.getMembersList();
        Map<String, Object> fields = AnswerFields.members(answer.getHeader(), members);
        fields.put("member", AnswerFields.member(answer.getMember()));
        write(text, members, fields);
    }

    private void write(String text, List<Member> members, Map<String, Object> fields) {
        console.print(
                switch (options.form()) {
                    case simple -> text;
                    case table -> table(members);
                    case json -> JsonText.line(fields);
                });
    }

    private static String lines(List<Member> members) {
        var text = new StringBuilder();
        members.forEach(member -> text.append(String.join(", ", cells(member))).append('\n'));
        return text.toString();
    }

    private static String table(List<Member> members) {
        var table =
                new TextTable("id", "status", "name", "peer addrs", "client addrs", "is learner");
        members.forEach(member -> table.row(cells(member).toArray()));
        return table.toString();
    }

    private static List<String> cells(Member member) {
        List<String> cells = new ArrayList<>();
        cells.add(new MemberId(member.getID()).toString());
        cells.add(member.getName().isEmpty() ? "unstarted" : "started");
        cells.add(member.getName());
        cells.add(String.join(",", member.getPeerURLsList()));
        cells.add(String.join(",", member.getClientURLsList()));
        cells.add(String.valueOf(member.getIsLearner()));
        return cells;
    }
}
