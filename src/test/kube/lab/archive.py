#!/usr/bin/env python3
"""Container images as files, in the format that `docker save` writes: containerd imports them, Jib
takes them as a base. The same files give the same bytes."""
import hashlib
import io
import json
import os
import pathlib
import platform
import sys
import tarfile

ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
EPOCH = "1970-01-01T00:00:00Z"


def write(target, name, root, entrypoint=(), env=(), user=""):
    """Writes an image whose one layer holds what lies below `root`, owned by root."""
    layer = pathlib.Path(f"{target}.layer")
    try:
        digest = _write_layer(layer, root)
        config = _bytes({
            "architecture": ARCHITECTURES[platform.machine()],
            "os": "linux",
            "created": EPOCH,
            "config": {"Entrypoint": list(entrypoint), "Env": [PATH, *env], "User": user},
            "rootfs": {"type": "layers", "diff_ids": [f"sha256:{digest}"]},
            "history": [{"created": EPOCH, "created_by": "files"}],
        })
        config_name = hashlib.sha256(config).hexdigest() + ".json"
        layer_name = f"{digest}/layer.tar"
        manifest = [{"Config": config_name, "RepoTags": [name], "Layers": [layer_name]}]
        with tarfile.open(target, "w") as archive:
            _add(archive, config_name, config)
            archive.add(layer, layer_name, filter=_plain)
            _add(archive, "manifest.json", _bytes(manifest))
    finally:
        layer.unlink(missing_ok=True)


def _write_layer(path, root):
    with tarfile.open(path, "w", format=tarfile.GNU_FORMAT) as layer:
        for entry in sorted(os.listdir(root)):
            layer.add(os.path.join(root, entry), entry, filter=_plain)
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _plain(entry):
    entry.uid = entry.gid = entry.mtime = 0
    entry.uname = entry.gname = "root"
    return entry


def _add(archive, name, content):
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    archive.addfile(entry, io.BytesIO(content))


def _bytes(document):
    return json.dumps(document, sort_keys=True).encode()


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit("usage: archive.py TARGET.tar NAME DIRECTORY PROGRAM")
    write(*sys.argv[1:4], entrypoint=[sys.argv[4]])
