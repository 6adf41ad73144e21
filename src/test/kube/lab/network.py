"""A network namespace with a bridge for pods. No route leaves it: no packet leaves the machine."""
import json
import subprocess

ADDRESS = "10.244.0.1"
POD_NETWORK = "10.244.0.0/24"
FIRST_POD = "10.244.0.10"
SERVICE_NETWORK = "10.96.0.0/16"
API_SERVICE_ADDRESS = "10.96.0.1"
BRIDGE = "cni0"


def _ip(*arguments):
    subprocess.run(["ip", *arguments], check=True)


def create(namespace):
    _ip("netns", "add", namespace)
    _ip("-n", namespace, "link", "set", "lo", "up")
    _ip("-n", namespace, "link", "add", BRIDGE, "type", "bridge")
    _ip("-n", namespace, "addr", "add", f"{ADDRESS}/24", "dev", BRIDGE)
    _ip("-n", namespace, "link", "set", BRIDGE, "up")
    # The node itself reaches services, too: it needs a route before kube-proxy gives it another.
    _ip("-n", namespace, "route", "add", SERVICE_NETWORK, "dev", BRIDGE)
    subprocess.run(["nsenter", f"--net=/run/netns/{namespace}", "sysctl", "-qw",
                    "net.ipv4.ip_forward=1"], check=True)


def remove(namespace):
    subprocess.run(["ip", "netns", "del", namespace], check=False, capture_output=True)


def plugins(address_directory):
    """What the container runtime is told about the network of pods."""
    return {
        "cniVersion": "0.4.0",
        "name": "lab",
        "plugins": [{
            "type": "bridge",
            "bridge": BRIDGE,
            "isGateway": True,
            "hairpinMode": True,
            "ipam": {
                "type": "host-local",
                "dataDir": str(address_directory),
                "ranges": [[{"subnet": POD_NETWORK, "rangeStart": FIRST_POD, "gateway": ADDRESS}]],
                "routes": [{"dst": SERVICE_NETWORK, "gw": ADDRESS}],
            },
        }],
    }


def set_link(namespace, link, state):
    """Takes the cable of a pod out, `down`, or puts it back, `up`."""
    _ip("-n", namespace, "link", "set", link, state)


def link_of(namespace, process):
    """The bridge's end of the link of the pod in which this process runs."""
    inside = _links("nsenter", f"--net=/proc/{process}/ns/net", "ip", "-j", "link", "show", "eth0")
    index = inside[0]["link_index"]
    outside = _links("ip", "-j", "-n", namespace, "link")
    return next(link["ifname"] for link in outside if link["ifindex"] == index)


def _links(*command):
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(answer.stdout)
