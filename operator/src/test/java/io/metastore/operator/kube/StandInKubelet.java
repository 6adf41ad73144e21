package io.metastore.operator.kube;

import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapKeySelector;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Does for the pods of members what scheduler and kubelet do: starts a process for each, tells when
 * it is ready, ends it when the pod is deleted, and keeps a directory for each claim. Every pod has
 * an address of the loopback device to itself, so that all have the ports of their template; names
 * are found through a hosts file.
 */
final class StandInKubelet implements AutoCloseable {
    private static final String NODE = "stand-in";
    private static final long ROUND_MILLIS = 250;

    private final KubernetesClient client;
    private final Path directory;
    private final List<String> program;
    private final String addressPrefix;
    private final Map<String, StandInPod> pods = new HashMap<>();
    private final Map<String, String> addresses = new TreeMap<>();

    /** Of clusters' services for clients: the member that was seen ready last stands for all. */
    private final Map<String, String> readyAddresses = new TreeMap<>();

    private final Map<String, String> reported = new HashMap<>();
    private final Thread thread = new Thread(this::run, "stand-in-kubelet");
    private volatile boolean closed;

    /**
     * @param member command that starts a member, up to its arguments; HOSTS in it is replaced
     * @param addressPrefix first three bytes of the addresses, such as 127.40.1
     */
    StandInKubelet(
            KubernetesClient client, Path directory, List<String> member, String addressPrefix) {
        this.client = client;
        this.directory = directory;
        this.addressPrefix = addressPrefix;
        this.program =
                member.stream().map(word -> word.replace("HOSTS", hosts().toString())).toList();
    }

    void start() {
        client.resource(new NodeBuilder().withNewMetadata().withName(NODE).endMetadata().build())
                .create();
        writeHosts();
        thread.start();
    }

    private Path hosts() {
        return directory.resolve("hosts");
    }

    private void run() {
        while (!closed) {
            try {
                round();
                Thread.sleep(ROUND_MILLIS);
            } catch (KubernetesClientException | UncheckedIOException e) {
                // The API server is away or an object has changed meanwhile; the next round tells.
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private synchronized void round() throws InterruptedException {
        Map<String, Pod> present = new HashMap<>();
        client.pods().inAnyNamespace().list().getItems().stream()
                .filter(pod -> pod.getMetadata().getLabels() != null)
                .filter(
                        pod ->
                                "metastore"
                                        .equals(
                                                pod.getMetadata()
                                                        .getLabels()
                                                        .get("app.kubernetes.io/name")))
                .forEach(pod -> present.put(key(pod), pod));
        for (String gone : List.copyOf(pods.keySet())) {
            Pod pod = present.get(gone);
            if (pod == null || !pod.getMetadata().getUid().equals(pods.get(gone).uid())) {
                Objects.requireNonNull(pods.remove(gone)).end();
            }
        }
        present.values().forEach(this::keep);
    }

    private static String key(Pod pod) {
        return pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName();
    }

    private void keep(Pod pod) {
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            finish(pod);
            return;
        }
        StandInPod running = pods.get(key(pod));
        if (running == null) {
            @Nullable Map<String, Path> mounts = mounts(pod);
            if (mounts == null) {
                return;
            }
            if (pod.getSpec().getNodeName() == null) {
                bind(pod);
            }
            running = standIn(pod, mounts);
            pods.put(key(pod), running);
        }
        running.keepRunning(source -> value(pod.getMetadata().getNamespace(), source));
        report(pod, running);
    }

    private void finish(Pod pod) {
        StandInPod running = pods.remove(key(pod));
        if (running != null) {
            running.end();
        }
        client.resource(pod).withGracePeriod(0).delete();
    }

    /** Where the claims of a pod are, by the path in its container; null while one is missing. */
    private @Nullable Map<String, Path> mounts(Pod pod) {
        Map<String, String> paths = new HashMap<>();
        pod.getSpec()
                .getContainers()
                .get(0)
                .getVolumeMounts()
                .forEach(mount -> paths.put(mount.getName(), mount.getMountPath()));
        Map<String, Path> mounts = new TreeMap<>();
        for (Volume volume : pod.getSpec().getVolumes()) {
            if (volume.getPersistentVolumeClaim() == null) {
                continue;
            }
            Path place = place(pod, volume.getPersistentVolumeClaim().getClaimName());
            if (place == null) {
                return null;
            }
            mounts.put(Objects.requireNonNull(paths.get(volume.getName())), place);
        }
        return mounts;
    }

    private @Nullable Path place(Pod pod, String claimName) {
        PersistentVolumeClaim claim =
                client.persistentVolumeClaims()
                        .inNamespace(pod.getMetadata().getNamespace())
                        .withName(claimName)
                        .get();
        if (claim == null || claim.getMetadata().getDeletionTimestamp() != null) {
            return null;
        }
        Path place = directory(claim);
        try {
            Files.createDirectories(place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return place;
    }

    /** Where the content of a claim is. */
    Path directory(PersistentVolumeClaim claim) {
        return directory.resolve("volumes").resolve(claim.getMetadata().getUid());
    }

    private StandInPod standIn(Pod pod, Map<String, Path> mounts) {
        String name = pod.getMetadata().getName();
        String cluster = name.substring(0, name.lastIndexOf('-'));
        String host =
                "%s.%s-peers.%s.svc".formatted(name, cluster, pod.getMetadata().getNamespace());
        String address =
                addresses.computeIfAbsent(host, h -> addressPrefix + "." + (addresses.size() + 1));
        writeHosts();
        return new StandInPod(pod, address, program, mounts, directory.resolve(name + ".log"));
    }

    private static String clientHost(Pod pod) {
        return "%s-client.%s.svc"
                .formatted(
                        pod.getMetadata().getLabels().get("app.kubernetes.io/instance"),
                        pod.getMetadata().getNamespace());
    }

    private void writeHosts() {
        List<String> lines = new ArrayList<>();
        lines.add("127.0.0.1 localhost");
        addresses.forEach((host, address) -> lines.add(address + " " + host));
        readyAddresses.forEach((host, address) -> lines.add(address + " " + host));
        try {
            Files.createDirectories(directory);
            if (Files.exists(hosts()) && Files.readAllLines(hosts()).equals(lines)) {
                return;
            }
            Path next = directory.resolve("hosts.next");
            Files.write(next, lines, StandardCharsets.UTF_8);
            Files.move(next, hosts(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void bind(Pod pod) {
        client.raw(
                "/api/v1/namespaces/%s/pods/%s/binding"
                        .formatted(pod.getMetadata().getNamespace(), pod.getMetadata().getName()),
                "POST",
                new BindingBuilder()
                        .withNewMetadata()
                        .withName(pod.getMetadata().getName())
                        .endMetadata()
                        .withNewTarget()
                        .withKind("Node")
                        .withName(NODE)
                        .endTarget()
                        .build());
    }

    /** The value of a variable; null when there is none. */
    private @Nullable String value(String namespace, EnvVarSource source) {
        if (source.getSecretKeyRef() != null) {
            return secretValue(namespace, source.getSecretKeyRef());
        }
        ConfigMapKeySelector reference = source.getConfigMapKeyRef();
        ConfigMap map =
                client.configMaps().inNamespace(namespace).withName(reference.getName()).get();
        return map == null ? "" : map.getData().getOrDefault(reference.getKey(), "");
    }

    private @Nullable String secretValue(String namespace, SecretKeySelector reference) {
        String encoded =
                client.secrets()
                        .inNamespace(namespace)
                        .withName(reference.getName())
                        .get()
                        .getData()
                        .get(reference.getKey());
        return encoded == null
                ? null
                : new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    private void report(Pod pod, StandInPod running) {
        boolean ready = running.isReady();
        if (ready) {
            readyAddresses.put(clientHost(pod), running.address());
            writeHosts();
        }
        String status =
                ("{\"status\":{\"phase\":\"%5$s\",\"podIP\":\"%1$s\","
                                + "\"podIPs\":[{\"ip\":\"%1$s\"}],"
                                + "\"conditions\":[{\"type\":\"Ready\",\"status\":\"%2$s\"}],"
                                + "\"containerStatuses\":[{\"name\":\"metastore\",\"ready\":false,"
                                + "\"image\":\"-\",\"imageID\":\"-\",\"restartCount\":%3$d,"
                                + "\"state\":%4$s}]}}")
                        .formatted(
                                running.address(),
                                ready ? "True" : "False",
                                running.restarts(),
                                Serialization.asJson(running.state()),
                                running.phase());
        if (status.equals(reported.put(running.uid(), status))) {
            return;
        }
        client.pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), status);
    }

    /** Does something to a pod's process while no round is under way. */
    synchronized void with(String podKey, Consumer<StandInPod> action) {
        action.accept(Objects.requireNonNull(pods.get(podKey), podKey));
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pods.values().forEach(StandInPod::end);
    }
}
