"""The one node: containerd with runc, kubelet, kube-proxy and the cluster's DNS."""
import json
import subprocess
import time

import network

NODE = "node-0"
PAUSE_IMAGE = "localhost/pause:1"
RUNTIME_SECONDS = 300
# kubelet changes these for the whole machine; they are put back in the end.
KERNEL_SETTINGS = ("vm.overcommit_memory", "vm.panic_on_oom", "kernel.panic", "kernel.panic_on_oops",
                   "kernel.keys.root_maxkeys", "kernel.keys.root_maxbytes")


class Runtime:
    """containerd with directories of its own, beside any other on the machine."""

    def __init__(self, directory):
        self.directory = directory / "containerd"
        self.socket = self.directory / "containerd.sock"

    def start(self, processes):
        plugins = self.directory / "plugins"
        plugins.mkdir(parents=True, exist_ok=True)
        (plugins / "lab.conflist").write_text(
            json.dumps(network.plugins(self.directory / "addresses")))
        config = self.directory / "config.toml"
        config.write_text(self._config(plugins))
        processes.start("containerd", "containerd", "-c", config)
        until = time.monotonic() + RUNTIME_SECONDS
        while self.ctr("version", check=False).returncode:
            if time.monotonic() > until:
                raise TimeoutError("containerd did not become ready")
            time.sleep(0.2)

    def ctr(self, *arguments, check=True):
        return subprocess.run(["ctr", "-a", self.socket, "-n", "k8s.io", *map(str, arguments)],
                              check=check, capture_output=True, text=True)

    def _config(self, plugins):
        # No AppArmor and no lowering of OOM scores: the machine may itself be a container.
        return f'''version = 2
root = "{self.directory}/root"
state = "{self.directory}/state"
disabled_plugins = ["io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.zfs",
    "io.containerd.snapshotter.v1.devmapper", "io.containerd.internal.v1.opt",
    "io.containerd.internal.v1.tracing"]
[grpc]
  address = "{self.socket}"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "{PAUSE_IMAGE}"
  stream_server_address = "127.0.0.1"
  disable_apparmor = true
  restrict_oom_score_adj = true
  netns_mounts_under_state_dir = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "{plugins}"
'''


def kernel_settings():
    return {name: subprocess.run(["sysctl", "-n", name], check=True, capture_output=True,
                                 text=True).stdout.strip() for name in KERNEL_SETTINGS}


def start_kubelet(processes, programs, certificates, server, runtime, directory):
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "resolv.conf").write_text(f"nameserver {network.ADDRESS}\n")
    config = directory / "config.json"
    config.write_text(json.dumps({
        "apiVersion": "kubelet.config.k8s.io/v1beta1",
        "kind": "KubeletConfiguration",
        "address": network.ADDRESS,
        "authentication": {"anonymous": {"enabled": False}, "webhook": {"enabled": False},
                           "x509": {"clientCAFile": str(certificates.path("ca.crt"))}},
        "authorization": {"mode": "AlwaysAllow"},
        "tlsCertFile": str(certificates.path("kubelet.crt")),
        "tlsPrivateKeyFile": str(certificates.path("kubelet.key")),
        "containerRuntimeEndpoint": f"unix://{runtime.socket}",
        "cgroupDriver": "cgroupfs",
        "failCgroupV1": False,
        "failSwapOn": False,
        "makeIPTablesUtilChains": False,
        "resolvConf": str(directory / "resolv.conf"),
        "clusterDomain": "cluster.local",
        "clusterDNS": [network.ADDRESS],
        # The node shares the machine: what others use of it is no reason to evict anything.
        "evictionHard": {"memory.available": "100Mi", "nodefs.available": "1%",
                         "imagefs.available": "1%", "nodefs.inodesFree": "1%"},
        "imageGCHighThresholdPercent": 100,
        "imageGCLowThresholdPercent": 99,
        "podLogsDir": str(directory / "pod-logs"),
    }))
    kubeconfig = certificates.kubeconfig("kubelet", server)
    processes.start("kubelet", programs / "kubelet", f"--config={config}",
                    f"--kubeconfig={kubeconfig}", f"--root-dir={directory / 'root'}",
                    f"--cert-dir={directory / 'pki'}", f"--hostname-override={NODE}",
                    f"--node-ip={network.ADDRESS}")


def start_services(processes, programs, dns, kubeconfig, directory):
    """Names and addresses of services."""
    names = directory / "Corefile"
    names.write_text(f".:53 {{\n bind {network.ADDRESS}\n errors\n kubernetes cluster.local {{\n"
                     f"  kubeconfig {kubeconfig}\n  ttl 0\n }}\n}}\n")
    processes.start("dns", dns, "-conf", names)
    config = directory / "proxy.json"
    config.write_text(json.dumps({
        "apiVersion": "kubeproxy.config.k8s.io/v1alpha1",
        "kind": "KubeProxyConfiguration",
        "mode": "nftables",
        # All pods are on one bridge: answers would go past the translation of addresses.
        "nftables": {"masqueradeAll": True},
        "hostnameOverride": NODE,
        "clientConnection": {"kubeconfig": str(kubeconfig)},
        "clusterCIDR": network.POD_NETWORK,
        # Leaves the machine's own limits alone.
        "conntrack": {"maxPerCore": 0, "min": 0, "tcpEstablishedTimeout": "0s",
                      "tcpCloseWaitTimeout": "0s"},
    }))
    processes.start("proxy", programs / "kube-proxy", f"--config={config}")
