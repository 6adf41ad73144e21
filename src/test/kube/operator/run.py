#!/usr/bin/env python3
"""The acceptance run on a cluster that lab.py has started; runs in its network namespace.

usage: run.py LAB_DIRECTORY PAGE.md"""
import datetime
import os
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "lab"), str(HERE.parent)]

# pylint: disable=wrong-import-position
import control_plane
import node
from client import Api
from closing import Closing
from cluster import Cluster
from lab import Lab
from steps import Steps
from transcript import Transcript
from volumes import Volumes

NAME = "acceptance"


def run(steps, closing, do):
    do("The operator is installed", "`kubectl apply --server-side -k` of `deploy/crds` and "
       "`deploy/kustomize/cluster-wide`", steps.install)
    do("Wrong resources are refused", "`kubectl apply` of resources that are wrong", steps.refuse)
    do("A cluster of one", "`kubectl apply` of a `MetaStoreCluster` with one replica, then eight "
       "clients, 80 writes a second", steps.create)
    do("1 → 3", "`kubectl scale msc --replicas=3`", lambda: steps.scale(3))
    do("3 → 5", "`kubectl scale msc --replicas=5`", lambda: steps.scale(5))
    do("5 → 3", "`kubectl scale msc --replicas=3`", lambda: steps.scale(3), disturbing=True)
    do("Wrong changes are refused", "`kubectl patch` and `kubectl scale`", steps.refuse_changes)
    do("Upgrade", "another `version`, the tag of the same image", steps.roll, disturbing=True)
    do("A pod is deleted", "`kubectl delete pod` of the leader", steps.lose_pod, disturbing=True)
    do("A pod and its volume are deleted", "`kubectl delete pvc` and `pod` of a follower",
       steps.lose_volume, disturbing=True)
    do("The leader's process is frozen", "`ctr tasks pause`, later `resume`", steps.freeze,
       disturbing=True)
    do("The leader is cut off", "`ip link set … down` of the pod's link, later `up`",
       steps.partition, disturbing=True)
    do("The API server is away", "its process stopped for 40 s", steps.no_api_server)
    do("The operator is killed while it scales up", "3 → 5, the operator's working pod deleted "
       "without grace, twice", lambda: steps.operator_killed(5))
    do("Volumes grow", "`storage.size: 2Gi`", lambda: steps.grow_volumes(5))
    do("The operator is killed while it scales down", "5 → 3, as before",
       lambda: steps.operator_killed(3), disturbing=True)
    do("A backup is made", "`kubectl apply` of a `MetaStoreBackup` to a claim", closing.backup)
    do("Nothing acknowledged is lost", "clients stop; all keys are read and compared, value and "
       "revision", closing.check)
    do("A new cluster begins with the backup", "`restore` in a new `MetaStoreCluster` of three",
       closing.restore)
    do("Clusters are removed", "`kubectl delete msc`", closing.remove)
    do("The operator for one namespace", "`deploy/kustomize/one-namespace` in the place of "
       "`cluster-wide`, a cluster of one in memory", closing.one_namespace)


def main(directory, page):
    lab = Lab(directory)
    volumes = Volumes(Api(control_plane.SERVER, lab.certificates.directory),
                      lab.directory / "volumes", node.NODE)
    volumes.start()
    cluster = Cluster(lab, NAME)
    cluster.kubectl("apply", "-f", HERE / "storage.yaml")
    transcript = Transcript()
    began = datetime.datetime.now(datetime.timezone.utc)
    try:
        run(Steps(cluster, transcript), Closing(cluster, transcript), transcript.run)
    finally:
        volumes.stop()
    versions = cluster.get("node", node.NODE)["status"]["nodeInfo"]
    pathlib.Path(page).write_text(transcript.page([
        f"Date: {began:%Y-%m-%d %H:%M} UTC",
        f"Kubernetes {versions['kubeletVersion']}: API server, controller manager, scheduler, "
        f"kubelet, kube-proxy; {versions['containerRuntimeVersion']}, runc; CoreDNS; its objects "
        "in etcd 3.7.3",
        f"{os.cpu_count()} processors for everything, one node",
        "Volumes are directories; a driver of the test's own makes them and lets them grow. The "
        "network of pods does not enforce network policies.",
        "Clients: half through the service, half choosing among the members. A write that ended "
        "with an error counts as unknown: it may be there or not.",
    ]))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
