package io.metastore.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the operator may do, as far as the manifests alone show it. */
final class RolesTest {
    private static final Path KUSTOMIZE = Path.of("..", "deploy", "kustomize");

    private static <T extends KubernetesResource> T first(String file, Class<T> type)
            throws IOException {
        String documents = Files.readString(KUSTOMIZE.resolve(file));
        return Serialization.unmarshal(documents.substring(0, documents.indexOf("\n---")), type);
    }

    @Test
    void one_namespace_and_all_of_them_need_the_same_rights() throws IOException {
        assertThat(first("one-namespace/role.yaml", Role.class).getRules())
                .isEqualTo(first("cluster-wide/role.yaml", ClusterRole.class).getRules());
    }

    @Test
    void no_rule_has_a_wildcard_or_touches_secrets_or_roles() throws IOException {
        List<PolicyRule> rules = first("cluster-wide/role.yaml", ClusterRole.class).getRules();

        assertThat(rules)
                .flatExtracting(PolicyRule::getVerbs)
                .doesNotContain("*", "deletecollection");
        assertThat(rules)
                .flatExtracting(PolicyRule::getResources)
                .isNotEmpty()
                .doesNotContain("*", "secrets", "roles", "rolebindings", "pods/exec");
        assertThat(rules).flatExtracting(PolicyRule::getApiGroups).doesNotContain("*");
    }
}
