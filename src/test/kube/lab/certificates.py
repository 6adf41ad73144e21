"""Certificates of a cluster that lives for an hour, made with openssl."""
import base64
import json
import subprocess

DAYS = "2"
GROUPS = {
    "admin": "/O=system:masters/CN=admin",
    "controllers": "/CN=system:kube-controller-manager",
    "scheduler": "/CN=system:kube-scheduler",
    "apiserver-client": "/O=system:masters/CN=kube-apiserver-kubelet-client",
}


class Certificates:
    def __init__(self, directory):
        self.directory = directory
        directory.mkdir(parents=True, exist_ok=True)

    def path(self, name):
        return self.directory / name

    def make(self, node, address, service_address):
        self._key("ca")
        self._openssl("req", "-x509", "-new", "-key", "ca.key", "-subj", "/CN=lab", "-days", DAYS,
                      "-out", "ca.crt")
        names = ["kubernetes", "kubernetes.default", "kubernetes.default.svc",
                 "kubernetes.default.svc.cluster.local"]
        self._certificate("apiserver", "/CN=kube-apiserver",
                          [f"IP:{address}", f"IP:{service_address}", *(f"DNS:{n}" for n in names)])
        self._certificate("kubelet", f"/O=system:nodes/CN=system:node:{node}",
                          [f"IP:{address}", f"DNS:{node}"])
        for name, subject in GROUPS.items():
            self._certificate(name, subject, [f"IP:{address}"])
        self._key("service-account")

    def kubeconfig(self, user, server):
        """Writes what lets `user` talk to the API server and tells where."""
        target = self.path(f"{user}.kubeconfig")
        target.write_text(json.dumps({
            "apiVersion": "v1",
            "kind": "Config",
            "current-context": "lab",
            "contexts": [{"name": "lab", "context": {"cluster": "lab", "user": user}}],
            "clusters": [{"name": "lab", "cluster": {
                "server": server, "certificate-authority-data": self._encoded("ca.crt")}}],
            "users": [{"name": user, "user": {
                "client-certificate-data": self._encoded(f"{user}.crt"),
                "client-key-data": self._encoded(f"{user}.key")}}],
        }))
        return target

    def _encoded(self, name):
        return base64.b64encode(self.path(name).read_bytes()).decode()

    def _key(self, name):
        self._openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", f"{name}.key")

    def _certificate(self, name, subject, addresses):
        self._key(name)
        self._openssl("req", "-new", "-key", f"{name}.key", "-subj", subject, "-out", f"{name}.csr")
        self.path(f"{name}.ext").write_text(
            "extendedKeyUsage=clientAuth,serverAuth\nsubjectAltName=" + ",".join(addresses) + "\n")
        self._openssl("x509", "-req", "-in", f"{name}.csr", "-CA", "ca.crt", "-CAkey", "ca.key",
                      "-CAcreateserial", "-days", DAYS, "-extfile", f"{name}.ext",
                      "-out", f"{name}.crt")

    def _openssl(self, *arguments):
        subprocess.run(["openssl", *arguments], cwd=self.directory, check=True, capture_output=True)
