#!/usr/bin/env python3
"""A whole Kubernetes cluster of one node in a network namespace of this machine.

usage: lab.py up DIRECTORY IMAGE.tar...     starts it, with these images
       lab.py down DIRECTORY                ends it and puts everything back
       lab.py kubectl DIRECTORY ARGUMENT... talks to it

METASTORE_KUBE, METASTORE_ETCD and METASTORE_KUBE_DNS name the programs; ../operator-acceptance.sh
sets them."""
import glob
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

import control_plane
import network
import node
from certificates import Certificates
from processes import Processes

NAMESPACE = "metastore-lab"
NODE_SECONDS = 600


class Lab:
    def __init__(self, directory):
        self.directory = pathlib.Path(directory).resolve()
        self.directory.mkdir(parents=True, exist_ok=True)
        self.programs = pathlib.Path(os.environ["METASTORE_KUBE"])
        self.processes = Processes(self.directory, NAMESPACE)
        self.certificates = Certificates(self.directory / "pki")
        self.runtime = node.Runtime(self.directory)

    def up(self, images):
        (self.directory / "kernel.json").write_text(json.dumps(node.kernel_settings()))
        network.create(NAMESPACE)
        self.certificates.make(node.NODE, network.ADDRESS, network.API_SERVICE_ADDRESS)
        admin = self.certificates.kubeconfig("admin", control_plane.SERVER)
        control_plane.start(self.processes, self.programs, os.environ["METASTORE_ETCD"],
                            self.certificates, self.directory)
        self.runtime.start(self.processes)
        for image in images:
            self.runtime.ctr("images", "import", image)
        node.start_kubelet(self.processes, self.programs, self.certificates, control_plane.SERVER,
                           self.runtime, self.directory / "kubelet")
        node.start_services(self.processes, self.programs, os.environ["METASTORE_KUBE_DNS"], admin,
                            self.directory)
        until = time.monotonic() + NODE_SECONDS
        while "True" not in self.kubectl(
                "get", "node", node.NODE, "-o",
                "jsonpath={.status.conditions[?(@.type=='Ready')].status}", check=False).stdout:
            if time.monotonic() > until:
                raise TimeoutError("the node did not become ready")
            time.sleep(0.5)

    def kubectl(self, *arguments, check=True, text=None, timeout=120):
        return subprocess.run(
            self.kubectl_command(*arguments), check=check, capture_output=True, text=True,
            input=text, timeout=timeout, env={**os.environ, "KUBECACHEDIR": str(self.directory / "kubectl")})

    def kubectl_command(self, *arguments):
        return ["nsenter", f"--net=/run/netns/{NAMESPACE}", str(self.programs / "kubectl"),
                f"--kubeconfig={self.certificates.path('admin.kubeconfig')}", *map(str, arguments)]

    def down(self):
        # Without kubelet nothing is started again.
        self.processes.stop("kubelet", "controllers", "scheduler")
        for task in self.runtime.ctr("tasks", "ls", "-q", check=False).stdout.split():
            self.runtime.ctr("tasks", "resume", task, check=False)
            self.runtime.ctr("tasks", "rm", "-f", task, check=False)
        for container in self.runtime.ctr("containers", "ls", "-q", check=False).stdout.split():
            self.runtime.ctr("containers", "rm", container, check=False)
        self.processes.stop()
        self._unmount()
        for pattern in ("/sys/fs/cgroup/*/kubepods", "/sys/fs/cgroup/kubepods"):
            for root in glob.glob(pattern):
                subprocess.run(["find", root, "-depth", "-type", "d", "-delete"], check=False,
                               capture_output=True)
        network.remove(NAMESPACE)
        before = self.directory / "kernel.json"
        if before.exists():
            for name, value in json.loads(before.read_text()).items():
                subprocess.run(["sysctl", "-qw", f"{name}={value}"], check=False)
        for name in ("containerd", "etcd", "kubelet", "volumes"):
            shutil.rmtree(self.directory / name, ignore_errors=True)

    def _unmount(self):
        mounts = [line.split()[1] for line in pathlib.Path("/proc/mounts").read_text().splitlines()]
        for mount in sorted(mounts, reverse=True):
            if mount.startswith(f"{self.directory}/"):
                subprocess.run(["umount", "-l", mount], check=False)


def main(command, directory, *arguments):
    lab = Lab(directory)
    if command == "up":
        lab.up(arguments)
    elif command == "down":
        lab.down()
    elif command == "kubectl":
        os.environ["KUBECACHEDIR"] = str(lab.directory / "kubectl")
        os.execvp("nsenter", lab.kubectl_command(*arguments))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
