"""The steps after which nothing writes any more: backup, what is there, restore, removal."""
import os
import re
import subprocess

from cluster import OPERATOR_NAMESPACE, REPOSITORY, await_true
from steps import members_cluster

COPY = "copy"
FILE = "acceptance.db"


class Closing:
    def __init__(self, cluster, transcript):
        self.cluster = cluster
        self.transcript = transcript
        self.saved_at_least = 0

    def backup(self):
        self.saved_at_least = self.transcript.load.report(0)["acknowledged"]
        self.cluster.apply({
            "apiVersion": "metastore.io/v1alpha1",
            "kind": "MetaStoreBackup",
            "metadata": {"name": "acceptance"},
            "spec": {"clusterName": self.cluster.name, "claimName": "backups", "file": FILE},
        })

        def completed():
            status = self.cluster.get("msb", "acceptance").get("status", {})
            assert status.get("phase") != "Failed", status
            return status.get("phase") == "Completed"
        await_true("the backup", completed)
        return "`Completed`"

    def check(self):
        self.transcript.load.stop()
        verdict = self.transcript.load.check()
        assert not verdict["lost"] and not verdict["wrong"], verdict
        errors = len(self.transcript.load.report(0)["errors"])
        return (f"{verdict['acknowledged']} acknowledged writes are there with their values and "
                f"revisions; of {verdict['unknown']} writes with unknown outcome "
                f"{verdict['unknownPresent']} are there; {errors} errors in all")

    def restore(self):
        self.transcript.load = None
        self.cluster.apply(members_cluster(
            COPY, 3, restore={"claimName": "backups", "file": FILE}))
        copy = type(self.cluster)(self.cluster.lab, COPY)
        copy.await_settled(3)
        address = self.cluster.get("svc", f"{COPY}-client")["spec"]["clusterIP"]
        read = subprocess.run(
            [os.environ["METASTORE_ETCDCTL"], f"--endpoints=http://{address}:2379", "get", "load/",
             "--prefix", "--count-only", "--write-out=fields"],
            check=False, capture_output=True, text=True)
        assert read.returncode == 0, read.stderr
        keys = int(re.search(r'^"Count" : (\d+)$', read.stdout, re.MULTILINE)[1])
        assert keys >= self.saved_at_least, (keys, self.saved_at_least)
        return (f"three members with {keys} keys; {self.saved_at_least} writes had been "
                "acknowledged before the backup began")

    def remove(self):
        for name in (COPY, self.cluster.name):
            self.cluster.kubectl("delete", "msc", name, "--timeout=120s")
            await_true(f"no pods of {name}", lambda name=name: not self.cluster.listed(
                "pods", f"app.kubernetes.io/instance={name},app.kubernetes.io/component=member"))
        left = len(self.cluster.listed("pvc", f"app.kubernetes.io/instance={self.cluster.name}"))
        assert left == 3, left
        return "pods and services are gone, the claims are kept"

    def one_namespace(self):
        kustomize = REPOSITORY / "deploy/kustomize"
        self.cluster.kubectl("delete", "-k", kustomize / "cluster-wide", "--timeout=120s")
        self.cluster.kubectl("apply", "--server-side", "-k", kustomize / "one-namespace")
        self.cluster.kubectl("-n", "default", "rollout", "status", "deployment/metastore-operator",
                             "--timeout=300s")
        manifest = members_cluster("solo", 1)
        manifest["spec"]["storage"]["engine"] = "memory"
        self.cluster.apply(manifest)
        type(self.cluster)(self.cluster.lab, "solo").await_settled(1)
        assert not self.cluster.lab.kubectl(
            "get", "ns", OPERATOR_NAMESPACE, check=False).stdout
        return "the operator works in its own namespace with a role of that namespace alone"
