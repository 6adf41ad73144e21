package io.metastore.app.config;

import java.util.List;

/** The page docs/configuration.md, written from the settings table. */
final class ConfigurationPage {
    private static final String HEAD =
            """
            # Configuration

            This page is made from the settings table; `ConfigurationPageTest` says how to make it again.

            ## Where settings come from

            1. A file given with `--config-file`, `METASTORE_CONFIG_FILE` or `ETCD_CONFIG_FILE` replaces all that
               follows. Its keys are the names below; TLS keys sit in `client-transport-security` and
               `peer-transport-security`; durations are whole nanoseconds (a text such as `5s` is read too).
            2. Flags: `--name value`, `--name=value` or with one dash. A switch is `--name` or `--name=false`.
            3. System properties `metastore.<name>`, which is also how Quarkus' own configuration holds them.
            4. Variables `METASTORE_<NAME>`, with underscores for dashes.
            5. Variables `ETCD_<NAME>`, for etcd's settings.

            An empty variable or value counts as not given. Unknown flags, keys and `METASTORE_*` variables and bad
            values stop the start with exit code 2; an unknown `ETCD_*` variable is a warning in the log. What
            Kubernetes says about services called `metastore` or `etcd` in such variables is left alone.

            ## Short forms

            `--id N --cluster URL,URL,…` names the members `node1`, `node2`, … in the order of their peer URLs and says
            which one this is. The member binds to the host of its own URL when that is an IP address or localhost, else
            to all interfaces; `--listen-peer-urls` overrides that. `--port P` listens for clients on `localhost:P`,
            `--grpc-addr HOST:P` on that host and `:P` on all interfaces; what is advertised for `:P` is the host of the
            member's URL in `--cluster`. The port serves gRPC and HTTP; with both flags
            only the address of `--grpc-addr` is served in this version, and the log says so. A
            short form cannot be combined with the settings that it stands for: `--cluster` with `--name`,
            `--initial-cluster` and `--initial-advertise-peer-urls`, `--port` and `--grpc-addr` with
            `--listen-client-urls`.

            ## Logging

            Lines are text by default, for the person who starts a first member in a terminal. Programs that wait for etcd look
            for the words `ready to serve client requests` on stderr, which are there in both formats; programs that
            parse etcd's lines need `--log-format json`.

            ## All settings

            "Stops the start" means that the setting is refused unless it has its default: ignoring it would put
            data or secrets at risk. Every `experimental-*` flag was removed in etcd 3.7 and stops the start.
            """;

    private ConfigurationPage() {}

    static String text() {
        var page = new StringBuilder(HEAD);
        for (Topic topic : Topic.values()) {
            List<Setting> settings =
                    SettingsTable.all().stream().filter(row -> row.topic() == topic).toList();
            page.append("\n### ").append(topic.title()).append("\n\n");
            page.append(
                    "| setting | default | allowed | status | meaning |\n|---|---|---|---|---|\n");
            settings.forEach(setting -> page.append(row(setting)));
        }
        return page.toString();
    }

    private static String row(Setting setting) {
        String preset = setting.defaultText().isEmpty() ? "" : "`" + setting.defaultText() + "`";
        return "| `%s` | %s | %s | %s | %s |\n"
                .formatted(
                        setting.name(),
                        preset,
                        setting.type().allowed(),
                        setting.status().title(),
                        setting.meaning());
    }
}
