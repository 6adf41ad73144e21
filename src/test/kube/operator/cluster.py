"""What steps do and see: kubectl, the resource, pods and their processes."""
import json
import pathlib
import subprocess
import time

import network

REPOSITORY = pathlib.Path(__file__).resolve().parents[4]
OPERATOR_NAMESPACE = "metastore-operator"
WAIT_SECONDS = 600


class Cluster:
    """A cluster of members in the namespace default."""

    def __init__(self, lab, name):
        self.lab = lab
        self.name = name

    def kubectl(self, *arguments, text=None):
        answer = self.lab.kubectl(*arguments, check=False, text=text, timeout=WAIT_SECONDS)
        if answer.returncode:
            raise AssertionError(f"kubectl {' '.join(map(str, arguments))}: {answer.stderr.strip()}")
        return answer.stdout

    def refused(self, *arguments, text=None):
        """What the API server says to a change that it must refuse."""
        answer = self.lab.kubectl(*arguments, check=False, text=text)
        if not answer.returncode:
            raise AssertionError(f"kubectl {' '.join(map(str, arguments))} was not refused")
        return answer.stderr.strip()

    def get(self, kind, name, namespace="default"):
        return json.loads(self.kubectl("-n", namespace, "get", kind, name, "-o", "json"))

    def listed(self, kind, selector, namespace="default"):
        return json.loads(self.kubectl(
            "-n", namespace, "get", kind, "-l", selector, "-o", "json"))["items"]

    def apply(self, manifest):
        return self.kubectl("apply", "-f", "-", text=json.dumps(manifest))

    def patch(self, spec):
        return self.kubectl("patch", "msc", self.name, "--type=merge", "-p",
                            json.dumps({"spec": spec}))

    def patch_refused(self, spec):
        return self.refused("patch", "msc", self.name, "--type=merge", "-p",
                            json.dumps({"spec": spec}))

    def status(self):
        return self.get("msc", self.name).get("status", {})

    def await_settled(self, members):
        """Waits until so many voters answer and the operator has nothing left to do."""
        def settled():
            found = self.get("msc", self.name)
            status = found.get("status", {})
            conditions = {c["type"]: c["status"] for c in status.get("conditions", [])}
            voters = [m for m in status.get("members", []) if m.get("healthy")]
            return (status.get("observedGeneration") == found["metadata"]["generation"]
                    and len(voters) == len(status["members"]) == members
                    and conditions.get("Available") == "True"
                    and conditions.get("Progressing") == "False") and status
        return await_true(f"{self.name} has {members} members and is settled", settled)

    def leader(self):
        return await_true("a leader", lambda: self.status().get("leader"))

    def follower(self):
        leader = self.leader()
        return next(m["pod"] for m in self.status()["members"] if m["pod"] != leader)

    def pod(self, name):
        return self.get("pod", name)

    def container(self, pod):
        """Id of the container of a pod, as the runtime knows it."""
        status = self.pod(pod)["status"]["containerStatuses"][0]
        return status["containerID"].removeprefix("containerd://")

    def process(self, container):
        rows = self.lab.runtime.ctr("tasks", "ls").stdout.splitlines()
        return next(int(row.split()[1]) for row in rows if row.startswith(container))

    def link(self, pod):
        return network.link_of(self.lab.processes.namespace, self.process(self.container(pod)))

    def await_ready(self, pod):
        def ready():
            conditions = self.pod(pod)["status"].get("conditions", [])
            return any(c["type"] == "Ready" and c["status"] == "True" for c in conditions)
        await_true(f"{pod} is ready", ready)

    def operator_pods(self):
        return self.listed("pods", "app.kubernetes.io/name=metastore-operator", OPERATOR_NAMESPACE)

    def operator_leader(self):
        return await_true("a leader of the operator", lambda: self.get(
            "lease", "metastore-operator", OPERATOR_NAMESPACE)["spec"].get("holderIdentity"))


def await_true(what, condition, seconds=WAIT_SECONDS):
    """What the condition says once it holds; things that are not there yet are waited for."""
    until = time.monotonic() + seconds
    last = None
    while time.monotonic() < until:
        try:
            found = condition()
            if found:
                return found
        except (AssertionError, KeyError, subprocess.TimeoutExpired) as missing:
            last = missing
        time.sleep(1)
    raise AssertionError(f"waited {seconds} s in vain: {what}" + (f" ({last})" if last else ""))
