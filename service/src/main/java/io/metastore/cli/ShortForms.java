package io.metastore.cli;

import io.metastore.app.config.Setting;
import io.metastore.app.config.SettingException;
import io.metastore.app.config.SettingsTable;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces the short forms by the settings they stand for.
 *
 * <ul>
 *   <li>{@code --id N --cluster URL,URL}: name {@code node<N>}, initial-cluster and this member's
 *       peer URLs. Binds to the host of its URL when that is an address or localhost, else to all
 *       interfaces, unless listen-peer-urls says otherwise.
 *   <li>{@code --port P}: clients on localhost.
 *   <li>{@code --grpc-addr HOST:P} or {@code :P}: clients on that host or on all interfaces. With
 *       both and different ports, this one comes first.
 * </ul>
 */
final class ShortForms {
    private static final int PORT_MAX = 65535;
    private static final Pattern ADDRESS = Pattern.compile("(.*):(\\d{1,5})");
    private static final Pattern BINDABLE =
            Pattern.compile("localhost|\\d{1,3}(\\.\\d{1,3}){3}|\\[.*]");

    private final Map<String, GivenSetting> settings;

    private ShortForms(Map<String, GivenSetting> settings) {
        this.settings = new LinkedHashMap<>(settings);
    }

    /**
     * The same settings without short forms.
     *
     * @throws SettingException when a short form meets a setting that it stands for
     */
    static Map<String, GivenSetting> expand(Map<String, GivenSetting> settings) {
        var forms = new ShortForms(settings);
        String host = forms.cluster();
        forms.clients(host);
        return forms.settings;
    }

    /** Expands id and cluster; returns the host that others know this member by. */
    private String cluster() {
        GivenSetting cluster = settings.remove("cluster");
        GivenSetting id = settings.remove("id");
        if (cluster == null) {
            if (id != null) {
                throw new SettingException(
                        "id: --id is a position in the list of --cluster, which is missing");
            }
            return "localhost";
        }
        conflicts(cluster, "name", "initial-cluster", "initial-advertise-peer-urls");
        String[] urls = cluster.value().split(",", -1);
        int own = position(id, urls.length);
        var initialCluster = new StringBuilder();
        for (int position = 1; position <= urls.length; position++) {
            String separator = position == 1 ? "" : ",";
            initialCluster.append(separator + "node" + position + "=" + urls[position - 1]);
        }
        String ownUrl = urls[own - 1];
        set("name", "node" + own, cluster);
        set("initial-cluster", initialCluster.toString(), cluster);
        set("initial-advertise-peer-urls", ownUrl, cluster);
        URI url = URI.create(ownUrl);
        if (!settings.containsKey("listen-peer-urls")) {
            String bind = BINDABLE.matcher(url.getHost()).matches() ? url.getHost() : "0.0.0.0";
            set("listen-peer-urls", "http://" + bind + ":" + url.getPort(), cluster);
        }
        return url.getHost();
    }

    private static int position(GivenSetting id, int members) {
        if (id == null) {
            if (members == 1) {
                return 1;
            }
            throw new SettingException(
                    "id: --cluster lists %d members; --id says which one this is, 1 to %d"
                            .formatted(members, members));
        }
        int own = Integer.parseInt(id.value());
        if (own > members) {
            throw new SettingException(
                    "id: %d (from %s) is outside the list of --cluster, which has %d members"
                            .formatted(own, id.origin(), members));
        }
        return own;
    }

    private void clients(String host) {
        GivenSetting port = settings.remove("port");
        GivenSetting address = settings.remove("grpc-addr");
        GivenSetting reason = address != null ? address : port;
        if (reason == null) {
            return;
        }
        conflicts(reason, "listen-client-urls");
        String portUrl = port == null ? null : "http://localhost:" + portNumber(port, port.value());
        String listen = address == null ? portUrl : listenUrl(address);
        boolean both = address != null && port != null && !samePort(listen, portUrl);
        set("listen-client-urls", both ? listen + "," + portUrl : listen, reason);
        if (!settings.containsKey("advertise-client-urls")) {
            set("advertise-client-urls", advertised(listen, host), reason);
        }
    }

    private static boolean samePort(String left, String right) {
        return URI.create(left).getPort() == URI.create(right).getPort();
    }

    private static String listenUrl(GivenSetting address) {
        Matcher parts = ADDRESS.matcher(address.value());
        if (!parts.matches()) {
            throw bad(address, "host:port or :port");
        }
        String host = parts.group(1).isEmpty() ? "0.0.0.0" : parts.group(1);
        return "http://" + host + ":" + portNumber(address, parts.group(2));
    }

    /** Nobody can connect to "all interfaces": the member's own host stands for it. */
    private static String advertised(String listen, String host) {
        return listen.replace("//0.0.0.0:", "//" + host + ":")
                .replace("//[::]:", "//" + host + ":");
    }

    private static String portNumber(GivenSetting given, String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > PORT_MAX) {
            throw bad(given, "a port from 0 to " + PORT_MAX);
        }
        return text;
    }

    private static SettingException bad(GivenSetting given, String allowed) {
        return new SettingException(
                "%s: bad value \"%s\" (from %s); allowed: %s"
                        .formatted(given.setting().name(), given.value(), given.origin(), allowed));
    }

    private void conflicts(GivenSetting shortForm, String... names) {
        for (String name : names) {
            GivenSetting other = settings.get(name);
            if (other != null) {
                throw new SettingException(
                        "%s (from %s) cannot be combined with %s (from %s), which it stands for"
                                .formatted(
                                        shortForm.setting().name(),
                                        shortForm.origin(),
                                        name,
                                        other.origin()));
            }
        }
    }

    private void set(String name, String value, GivenSetting reason) {
        Setting setting = SettingsTable.named(name);
        settings.put(name, GivenSetting.of(setting, value, reason.origin()));
    }
}
