package io.metastore.cli;

import io.metastore.app.config.Setting;
import io.metastore.app.config.SettingStatus;
import io.metastore.app.config.SettingsTable;
import io.metastore.app.config.Topic;
import java.util.ArrayList;
import java.util.List;

/** The text of {@code metastore server --help}, made from the settings table. */
final class ServerHelp {
    private static final int WIDTH = 96;
    private static final String INDENT = "      ";

    private static final String HEAD =
            """
            Runs a member of a cluster until it gets SIGTERM or SIGINT.

            Usage: metastore server [flags]

            Flags are etcd's: --name value, --name=value, or with one dash. Each is also a variable
            (METASTORE_DATA_DIR, ETCD_DATA_DIR for --data-dir); flags win over METASTORE_*, which win
            over ETCD_*. A file given with --config-file replaces all of them.

            One member on this machine:
              metastore server

            One member that other machines may use:
              metastore server --listen-client-urls http://0.0.0.0:2379 \\
                --advertise-client-urls http://10.0.0.1:2379

            Three members, the short way (on the second and third: --id 2, --id 3):
              metastore server --id 1 --grpc-addr :2379 \\
                --cluster http://10.0.0.1:2380,http://10.0.0.2:2380,http://10.0.0.3:2380

            The same with etcd's flags (on the others: their own name and addresses):
              metastore server --name a \\
                --listen-client-urls http://10.0.0.1:2379 \\
                --advertise-client-urls http://10.0.0.1:2379 \\
                --listen-peer-urls http://10.0.0.1:2380 \\
                --initial-advertise-peer-urls http://10.0.0.1:2380 \\
                --initial-cluster a=http://10.0.0.1:2380,b=http://10.0.0.2:2380,c=http://10.0.0.3:2380
            """;

    private ServerHelp() {}

    static String text() {
        var text = new StringBuilder(HEAD);
        for (Topic topic : Topic.values()) {
            topic(topic, text);
        }
        names("Accepted, but not in effect in this version", SettingStatus.LATER, text);
        names("Accepted without any meaning here", SettingStatus.ACCEPTED, text);
        names("Not available in this version; they stop the start", SettingStatus.BLOCKED, text);
        return text.append("\nAll of them are explained in docs/configuration.md.\n").toString();
    }

    private static void topic(Topic topic, StringBuilder text) {
        List<Setting> settings =
                SettingsTable.all().stream()
                        .filter(setting -> setting.topic() == topic)
                        .filter(setting -> setting.status() == SettingStatus.EFFECTIVE)
                        .toList();
        if (settings.isEmpty()) {
            return;
        }
        text.append("\n").append(topic.title()).append(":\n");
        for (Setting setting : settings) {
            text.append("  --").append(setting.name());
            text.append(setting.defaultText().isEmpty() ? "" : " '" + setting.defaultText() + "'");
            text.append("\n");
            wrapped(List.of(setting.meaning().split(" ", -1)), text);
        }
    }

    private static void names(String title, SettingStatus status, StringBuilder text) {
        List<String> names = new ArrayList<>();
        for (Setting setting : SettingsTable.all()) {
            if (setting.status() == status) {
                names.add("--" + setting.name());
            }
        }
        text.append("\n").append(title).append(":\n");
        wrapped(names, text);
    }

    private static void wrapped(List<String> words, StringBuilder text) {
        var line = new StringBuilder(INDENT);
        for (String word : words) {
            if (line.length() + word.length() > WIDTH) {
                text.append(line.toString().stripTrailing()).append("\n");
                line = new StringBuilder(INDENT);
            }
            line.append(word).append(" ");
        }
        text.append(line.toString().stripTrailing()).append("\n");
    }
}
