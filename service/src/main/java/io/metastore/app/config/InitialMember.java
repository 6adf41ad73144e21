package io.metastore.app.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One member that a new cluster starts with.
 *
 * @param name its name
 * @param peerUrls where the others reach it, in the order given
 */
public record InitialMember(String name, List<URI> peerUrls) {
    public InitialMember {
        peerUrls = List.copyOf(peerUrls);
    }

    /**
     * Reads {@code name=url,name=url,…}; a name with several URLs appears several times.
     *
     * @throws SettingException when it is not of that form or a URL is there twice
     */
    public static List<InitialMember> parse(String text) {
        Map<String, List<URI>> urlsByName = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            String pair = part.trim();
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw new SettingException(
                        "initial-cluster: \"%s\" is not of the form name=http://host:port"
                                .formatted(pair));
            }
            urlsByName
                    .computeIfAbsent(pair.substring(0, equals), name -> new ArrayList<>())
                    .add(url(pair.substring(equals + 1)));
        }
        List<InitialMember> members = new ArrayList<>();
        urlsByName.forEach((name, urls) -> members.add(new InitialMember(name, urls)));
        return members;
    }

    private static URI url(String text) {
        try {
            return UrlList.parse(text).get(0);
        } catch (IllegalArgumentException wrong) {
            throw new SettingException("initial-cluster: allowed are " + wrong.getMessage());
        }
    }
}
