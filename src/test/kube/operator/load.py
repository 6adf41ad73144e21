"""Clients in a pod: src/test/go/acknowledged."""
import json
import time
import urllib.request

PORT = 8080
ANSWER_SECONDS = 120


class Load:
    def __init__(self, cluster, members):
        self.cluster = cluster
        self.members = members
        self.address = None

    def start(self):
        name = self.cluster.name
        hosts = [f"http://{name}-{n}.{name}-peers.default.svc:2379" for n in range(self.members)]
        self.cluster.apply({
            "apiVersion": "v1",
            "kind": "Pod",
            "metadata": {"name": "load"},
            "spec": {
                "securityContext": {"runAsNonRoot": True, "runAsUser": 10001},
                "containers": [{
                    "name": "load",
                    "image": "localhost/acknowledged:1",
                    "imagePullPolicy": "Never",
                    "args": [f"--service=http://{name}-client.default.svc:2379",
                             f"--members={','.join(hosts)}", f"--listen=:{PORT}"],
                    "readinessProbe": {"tcpSocket": {"port": PORT}, "periodSeconds": 1},
                }],
            },
        })
        self.cluster.await_ready("load")
        self.address = self.cluster.pod("load")["status"]["podIP"]

    def _call(self, method, path):
        request = urllib.request.Request(f"http://{self.address}:{PORT}{path}", method=method)
        with urllib.request.urlopen(request, timeout=ANSWER_SECONDS) as answer:
            return json.load(answer)

    def report(self, since):
        """What clients saw since that time, in milliseconds since the epoch."""
        return self._call("GET", f"/report?since={since}")

    def stop(self):
        return self._call("POST", "/stop")

    def check(self):
        return self._call("POST", "/check")


def now():
    return int(time.time() * 1000)
