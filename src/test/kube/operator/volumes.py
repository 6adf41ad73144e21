"""What a driver of volumes does, with directories: makes a volume for each claim, lets it grow when the
claim asks for more, and removes it with the claim. The sizes are not enforced."""
import pathlib
import shutil
import threading

CLASS = "directories"
LOOK_SECONDS = 0.5
CLAIMS = "/api/v1/persistentvolumeclaims"
VOLUMES = "/api/v1/persistentvolumes"


class Volumes(threading.Thread):
    """Runs until it is told to stop."""

    def __init__(self, api, directory, node):
        super().__init__(name="volumes", daemon=True)
        self.api = api
        self.directory = pathlib.Path(directory)
        self.node = node
        self.stopped = threading.Event()
        self.error = None

    def run(self):
        while not self.stopped.wait(LOOK_SECONDS):
            try:
                self._look()
            except Exception as error:  # pylint: disable=broad-except
                # Not fatal, as for a real driver; the step that waits for the volume will tell.
                self.error = error

    def stop(self):
        self.stopped.set()
        self.join()

    def _look(self):
        volumes = {volume["metadata"]["name"]: volume
                   for volume in self.api.get(VOLUMES)["items"]}
        for claim in self.api.get(CLAIMS)["items"]:
            if claim["spec"].get("storageClassName") != CLASS:
                continue
            name = f"volume-{claim['metadata']['uid']}"
            if name not in volumes:
                self._make(name, claim)
            elif claim["status"]["phase"] == "Bound":
                self._grow(volumes[name], claim)
        for name, volume in volumes.items():
            if volume["status"].get("phase") == "Released":
                shutil.rmtree(self.directory / name, ignore_errors=True)
                self.api.call("DELETE", f"{VOLUMES}/{name}").expect(200, 404)

    def _make(self, name, claim):
        path = self.directory / name
        path.mkdir(parents=True)
        host = {"key": "kubernetes.io/hostname", "operator": "In", "values": [self.node]}
        metadata = claim["metadata"]
        self.api.create(VOLUMES, {
            "metadata": {"name": name},
            "spec": {
                "storageClassName": CLASS,
                "capacity": {"storage": claim["spec"]["resources"]["requests"]["storage"]},
                "accessModes": claim["spec"]["accessModes"],
                "persistentVolumeReclaimPolicy": "Delete",
                "claimRef": {"kind": "PersistentVolumeClaim", "namespace": metadata["namespace"],
                             "name": metadata["name"], "uid": metadata["uid"]},
                "local": {"path": str(path)},
                "nodeAffinity": {"required": {"nodeSelectorTerms": [{"matchExpressions": [host]}]}},
            },
        })

    def _grow(self, volume, claim):
        wanted = claim["spec"]["resources"]["requests"]["storage"]
        if volume["spec"]["capacity"]["storage"] != wanted:
            volume["spec"]["capacity"]["storage"] = wanted
            self.api.update(VOLUMES, volume)
        if claim["status"]["capacity"]["storage"] != wanted:
            claim["status"]["capacity"]["storage"] = wanted
            metadata = claim["metadata"]
            self.api.call("PUT", f"/api/v1/namespaces/{metadata['namespace']}/persistentvolumeclaims/"
                                 f"{metadata['name']}/status", claim).expect(200, 409)
