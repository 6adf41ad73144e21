"""etcd, API server, controller manager and scheduler inside the namespace."""
import subprocess
import time

import network

API_PORT = 6443
SERVER = f"https://{network.ADDRESS}:{API_PORT}"
READY_SECONDS = 600
ETCD = "http://127.0.0.1:2379"


def start(processes, programs, etcd, certificates, directory):
    pki = certificates.path
    processes.start("etcd", etcd, "--data-dir", directory / "etcd", "--unsafe-no-fsync",
                    "--listen-client-urls", ETCD, "--advertise-client-urls", ETCD)
    processes.start(
        "apiserver", programs / "kube-apiserver",
        f"--etcd-servers={ETCD}",
        f"--bind-address={network.ADDRESS}", f"--advertise-address={network.ADDRESS}",
        f"--secure-port={API_PORT}",
        f"--service-cluster-ip-range={network.SERVICE_NETWORK}",
        "--authorization-mode=Node,RBAC", "--allow-privileged",
        f"--client-ca-file={pki('ca.crt')}",
        f"--tls-cert-file={pki('apiserver.crt')}",
        f"--tls-private-key-file={pki('apiserver.key')}",
        f"--kubelet-client-certificate={pki('apiserver-client.crt')}",
        f"--kubelet-client-key={pki('apiserver-client.key')}",
        f"--kubelet-certificate-authority={pki('ca.crt')}",
        "--kubelet-preferred-address-types=InternalIP",
        "--service-account-issuer=https://kubernetes.default.svc",
        f"--service-account-key-file={pki('service-account.key')}",
        f"--service-account-signing-key-file={pki('service-account.key')}",
        "--profiling=false")
    _await_ready(pki("ca.crt"), processes.namespace)
    _start_controllers(processes, programs, certificates)


def _start_controllers(processes, programs, certificates):
    config = certificates.kubeconfig("controllers", SERVER)
    processes.start(
        "controllers", programs / "kube-controller-manager",
        f"--kubeconfig={config}", f"--authentication-kubeconfig={config}",
        f"--authorization-kubeconfig={config}", "--bind-address=127.0.0.1", "--leader-elect=false",
        # Without it the controllers have no rights of their own.
        "--use-service-account-credentials=true",
        f"--service-account-private-key-file={certificates.path('service-account.key')}",
        f"--root-ca-file={certificates.path('ca.crt')}")
    config = certificates.kubeconfig("scheduler", SERVER)
    processes.start(
        "scheduler", programs / "kube-scheduler",
        f"--kubeconfig={config}", f"--authentication-kubeconfig={config}",
        f"--authorization-kubeconfig={config}", "--bind-address=127.0.0.1", "--leader-elect=false")


def _await_ready(authority, namespace):
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        answer = subprocess.run(
            ["nsenter", f"--net=/run/netns/{namespace}", "curl", "-sf", "--max-time", "2",
             "--cacert", authority, f"{SERVER}/readyz"], check=False, capture_output=True)
        if answer.returncode == 0:
            return
        time.sleep(0.2)
    raise TimeoutError("the API server did not become ready")
