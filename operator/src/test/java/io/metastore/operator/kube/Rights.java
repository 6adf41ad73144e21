package io.metastore.operator.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the operator may do, what it did and what it was refused, from the API server's audit log.
 */
final class Rights {
    private static final int CREATED = 201;
    private static final int FORBIDDEN = 403;

    private final List<JsonNode> requests = new ArrayList<>();

    Rights(Path auditLog) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        for (String line : Files.readAllLines(auditLog)) {
            requests.add(mapper.readTree(line));
        }
    }

    /** Requests that were refused, in words. */
    Set<String> refused() {
        return requests.stream()
                .filter(r -> r.path("responseStatus").path("code").asInt() == FORBIDDEN)
                .map(r -> r.path("user").path("username").asText() + " " + right(r))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String right(JsonNode request) {
        JsonNode object = request.path("objectRef");
        String resource =
                Stream.of("resource", "subresource")
                        .map(field -> object.path(field).asText())
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining("/"));
        return right(object.path("apiGroup").asText(), resource, request.path("verb").asText());
    }

    private static String right(String group, String resource, String verb) {
        return "%s %s".formatted(verb, group.isEmpty() ? resource : resource + "." + group);
    }

    /** A patch that makes what is not there needs the right to make it, too. */
    private static Stream<String> needed(JsonNode request) {
        String right = right(request);
        boolean made = request.path("responseStatus").path("code").asInt() == CREATED;
        return made && right.startsWith("patch ")
                ? Stream.of(right, right.replaceFirst("^patch ", "create "))
                : Stream.of(right);
    }

    /** Rights of the operator for all namespaces that it never used. */
    Set<String> unused(KubernetesClient admin) {
        Set<String> used = requests.stream().flatMap(Rights::needed).collect(Collectors.toSet());
        return Stream.of("metastore-operator", "metastore-operator-monitors")
                .flatMap(
                        role ->
                                admin
                                        .rbac()
                                        .clusterRoles()
                                        .withName(role)
                                        .get()
                                        .getRules()
                                        .stream())
                .flatMap(Rights::rights)
                .filter(right -> !used.contains(right))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> rights(PolicyRule rule) {
        return rule.getApiGroups().stream()
                .flatMap(
                        group ->
                                rule.getResources().stream()
                                        .flatMap(
                                                resource ->
                                                        rule.getVerbs().stream()
                                                                .map(
                                                                        verb ->
                                                                                right(
                                                                                        group,
                                                                                        resource,
                                                                                        verb))));
    }
}
