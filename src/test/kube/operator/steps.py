"""The steps with one cluster under load, in their order."""
import json
import os
import signal
import time

import network
from cluster import OPERATOR_NAMESPACE, REPOSITORY, await_true
from load import Load

FREEZE_SECONDS = 20
PARTITION_SECONDS = 25
# Longer than the operator's lease.
AWAY_SECONDS = 40


def members_cluster(name, replicas, **more):
    return {
        "apiVersion": "metastore.io/v1alpha1",
        "kind": "MetaStoreCluster",
        "metadata": {"name": name},
        "spec": {
            "replicas": replicas,
            "storage": {"engine": "rocksdb", "size": "1Gi"},
            "resources": {"requests": {"cpu": "50m", "memory": "256Mi"},
                          "limits": {"memory": "768Mi"}},
            "pod": {"javaOptions": "-XX:MaxRAMPercentage=40"},
            **more,
        },
    }


class Steps:
    def __init__(self, cluster, transcript):
        self.cluster = cluster
        self.transcript = transcript

    def install(self):
        deploy = REPOSITORY / "deploy"
        self.cluster.kubectl("apply", "--server-side", "-k", deploy / "crds")
        self.cluster.kubectl("apply", "--server-side", "-k", deploy / "kustomize/cluster-wide")
        self.cluster.kubectl("-n", OPERATOR_NAMESPACE, "rollout", "status",
                             "deployment/metastore-operator", "--timeout=300s")
        leader = self.cluster.operator_leader()
        names = [pod["metadata"]["name"] for pod in self.cluster.operator_pods()]
        assert leader in names and len(names) == 2, (leader, names)
        account = f"system:serviceaccount:{OPERATOR_NAMESPACE}:metastore-operator"
        may = self.cluster.lab.kubectl(
            "auth", "can-i", "get", "secrets", f"--as={account}", check=False).stdout.strip()
        assert may == "no", may
        return "two replicas are ready, one holds the lease; its account may not read secrets"

    def refuse(self):
        wrong = {
            "replicas must be 1, 3, 5 or 7": {"replicas": 2},
            "quota must be a size": {"quota": "much"},
            "the operator sets names": {"options": {"name": "x"}},
        }
        for reason, spec in wrong.items():
            manifest = members_cluster("wrong", 1)
            manifest["spec"].update(spec)
            said = self.cluster.refused("apply", "-f", "-", text=json.dumps(manifest))
            assert reason in said, said
        return "refused, in these words: " + "; ".join(f"“{reason}”" for reason in wrong)

    def create(self):
        self.cluster.apply(members_cluster(self.cluster.name, 1))
        self.cluster.await_settled(1)
        load = Load(self.cluster, 5)
        load.start()
        await_true("the first writes", lambda: load.report(0)["acknowledged"] > 0)
        self.transcript.load = load
        flags = self.cluster.kubectl("exec", f"{self.cluster.name}-0", "--", "jcmd", "1", "VM.flags")
        assert "UseG1GC" in flags and "MaxRAMPercentage=40" in flags, flags
        return ("a member with RocksDB serves, not as root and with a read-only root; the JVM has the "
                "image's options and then the resource's; clients write")

    def scale(self, members):
        self.cluster.kubectl("scale", "msc", self.cluster.name, f"--replicas={members}")
        status = self.cluster.await_settled(members)
        pods = [member["pod"] for member in status["members"]]
        claims = await_true("claims of members alone", lambda: self._claims() == members)
        assert claims
        return f"members are {', '.join(pods)}, as many claims"

    def _claims(self):
        return len(self.cluster.listed(
            "pvc", f"app.kubernetes.io/instance={self.cluster.name}"))

    def refuse_changes(self):
        wrong = {
            "may grow, not shrink": {"storage": {"size": "512Mi"}},
            "storageClassName cannot be changed": {"storage": {"storageClassName": "other"}},
            "restore is read when a cluster is made": {"restore": {"claimName": "a", "file": "b"}},
        }
        for reason, spec in wrong.items():
            said = self.cluster.patch_refused(spec)
            assert reason in said, said
        said = self.cluster.refused("scale", "msc", self.cluster.name, "--replicas=4")
        assert "replicas must be 1, 3, 5 or 7" in said, said
        return "refused: " + "; ".join(f"“{reason}”" for reason in wrong) + "; scaling to 4"

    def operator_killed(self, members):
        """Each replica of the operator that works is ended twice while it scales."""
        self.cluster.kubectl("scale", "msc", self.cluster.name, f"--replicas={members}")
        before = self.cluster.status().get("step")
        for _ in range(2):
            await_true("another step", lambda: self.cluster.status().get("step") != before)
            before = self.cluster.status().get("step")
            leader = self.cluster.operator_leader()
            self.cluster.kubectl("-n", OPERATOR_NAMESPACE, "delete", "pod", leader,
                                 "--grace-period=0", "--force")
            await_true("another operator works",
                       lambda gone=leader: self.cluster.operator_leader() != gone)
        self.cluster.await_settled(members)
        return f"the replica that worked was ended twice, the other went on; {members} members"

    def roll(self):
        before = {pod["metadata"]["name"]: pod["metadata"]["uid"] for pod in self._pods()}
        leader = self.cluster.leader()
        # The same program under another name: what counts is the order in which pods are replaced.
        image = "docker.io/" + self._pods()[0]["spec"]["containers"][0]["image"]
        self.cluster.lab.runtime.ctr("images", "tag", "--force", image,
                                     image.rpartition(":")[0] + ":next")
        self.cluster.patch({"version": "next"})
        self.cluster.await_settled(len(before))
        after = self._pods()
        assert all(pod["spec"]["containers"][0]["image"].endswith(":next") for pod in after)
        began = sorted((pod["status"]["startTime"], pod["metadata"]["name"]) for pod in after)
        order = [name for _, name in began]
        assert not {p["metadata"]["uid"] for p in after} & set(before.values())
        assert order[-1] == leader, f"{leader} led, pods began in the order {order}"
        return f"all pods have the new image; they were restarted in the order {', '.join(order)}; " \
               f"{leader} had led"

    def _pods(self):
        return self.cluster.listed("pods", f"app.kubernetes.io/instance={self.cluster.name},"
                                           "app.kubernetes.io/component=member")

    def lose_pod(self):
        pod = self.cluster.leader()
        uid = self.cluster.pod(pod)["metadata"]["uid"]
        member = self._member_at(pod)
        self.cluster.kubectl("delete", "pod", pod)
        self._await_other(pod, uid)
        status = self.cluster.await_settled(3)
        assert self._member_at(pod) == member
        return f"{pod}, which led, is back as the same member; {status['leader']} leads"

    def lose_volume(self):
        pod = self.cluster.follower()
        uid = self.cluster.pod(pod)["metadata"]["uid"]
        member = self._member_at(pod)
        self.cluster.kubectl("delete", "pvc", f"data-{pod}", "--wait=false")
        self.cluster.kubectl("delete", "pod", pod, "--grace-period=0", "--force")
        self._await_other(pod, uid)
        await_true("a new member", lambda: self._member_at(pod) not in (None, member))
        self.cluster.await_settled(3)
        return f"{pod} was member {member} and is now {self._member_at(pod)}"

    def _member_at(self, pod):
        return next((m["id"] for m in self.cluster.status()["members"] if m["pod"] == pod), None)

    def _await_other(self, pod, uid):
        await_true(f"another {pod}", lambda: self.cluster.pod(pod)["metadata"]["uid"] != uid)
        self.cluster.await_ready(pod)

    def freeze(self):
        pod = self.cluster.leader()
        container = self.cluster.container(pod)
        self.cluster.lab.runtime.ctr("tasks", "pause", container)
        try:
            time.sleep(FREEZE_SECONDS)
            other = await_true("another leader",
                               lambda: self.cluster.leader() != pod and self.cluster.leader())
        finally:
            self.cluster.lab.runtime.ctr("tasks", "resume", container)
        self.cluster.await_settled(3)
        return f"{pod} led and was frozen for {FREEZE_SECONDS} s; {other} led then; all three are well again"

    def partition(self):
        pod = self.cluster.leader()
        link = self.cluster.link(pod)
        namespace = self.cluster.lab.processes.namespace
        network.set_link(namespace, link, "down")
        try:
            time.sleep(PARTITION_SECONDS)
            other = await_true("another leader",
                               lambda: self.cluster.leader() != pod and self.cluster.leader())
        finally:
            network.set_link(namespace, link, "up")
        self.cluster.await_settled(3)
        return f"{pod} led and was cut off for {PARTITION_SECONDS} s; {other} led then; all three are well again"

    def no_api_server(self):
        """Both replicas lose the lease; who held it must end and not go on beside the next."""
        before = self.cluster.operator_leader()
        pid = next(pid for name, pid in self.cluster.lab.processes.started() if name == "apiserver")
        os.kill(pid, signal.SIGSTOP)
        try:
            time.sleep(AWAY_SECONDS)
        finally:
            os.kill(pid, signal.SIGCONT)

        def ended():
            pod = self.cluster.get("pod", before, OPERATOR_NAMESPACE)
            return pod["status"]["containerStatuses"][0]["restartCount"] > 0
        await_true(f"an end of {before}", ended)
        self.cluster.kubectl("-n", OPERATOR_NAMESPACE, "rollout", "status",
                             "deployment/metastore-operator", "--timeout=300s")
        return (f"members serve on; {before}, which had the lease, ended and was started again; "
                f"{self.cluster.operator_leader()} has the lease")

    def grow_volumes(self, members):
        self.cluster.patch({"storage": {"size": "2Gi"}})

        def grown():
            claims = self.cluster.listed("pvc", f"app.kubernetes.io/instance={self.cluster.name}")
            return len(claims) == members and all(
                claim["status"]["capacity"]["storage"] == "2Gi" for claim in claims)
        await_true("volumes of 2Gi", grown)
        self.cluster.await_settled(members)
        return "all claims have 2Gi"
