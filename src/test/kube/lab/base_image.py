#!/usr/bin/env python3
"""Makes the base of the images from the machine's own JDK, without any registry.

usage: base_image.py TARGET.tar

The image holds a Java runtime, the C and C++ libraries it needs, and nothing else: no shell, so that
whatever needs one does not start. JAVA_HOME names the JDK; by default the one of `java` is taken."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import archive

NAME = "localhost/metastore-base:1"
# What the programs use: jdeps cannot tell, as frameworks ask for classes by name.
MODULES = (
    "java.se,jdk.unsupported,jdk.crypto.ec,jdk.management,jdk.naming.dns,jdk.net,jdk.zipfs,"
    "jdk.charsets,jdk.jfr,jdk.jcmd"
)
JAVA = "opt/java"
# RocksDB's native library is unpacked at run time, so nothing in the image shows what it needs.
UNPACKED_NEEDS = ("libstdc++.so.6", "libpthread.so.0", "librt.so.1", "libdl.so.2")
# Programs with a window are not among what the image is for.
NOT_RUN = {"libawt_xawt.so", "libsplashscreen.so", "libjawt.so", "libfontmanager.so"}


def java_home():
    named = os.environ.get("JAVA_HOME")
    return pathlib.Path(named) if named else pathlib.Path(shutil.which("java")).resolve().parents[1]


def link_runtime(home, target):
    subprocess.run(
        [home / "bin/jlink", "--add-modules", MODULES, "--strip-native-debug-symbols",
         f"objcopy={shutil.which('objcopy')}", "--no-header-files", "--no-man-pages",
         "--generate-cds-archive", "--output", target], check=True)
    for library in NOT_RUN:
        (target / "lib" / library).unlink(missing_ok=True)


def find_library(name):
    cache = subprocess.run(["ldconfig", "-p"], check=True, capture_output=True, text=True).stdout
    # The machine's own kind comes with the word 64, an older kind beside it does not.
    return re.search(rf"{re.escape(name)} \(.*64.*\) => (\S+)", cache)[1]


def needed_libraries(binaries):
    """Libraries of the machine that the binaries are linked with, the loader among them."""
    listed = subprocess.run(
        ["ldd", *binaries], check=True, capture_output=True, text=True).stdout
    found = set(re.findall(r"(?:=> |^\t)(/\S+) \(0x", listed, re.MULTILINE))
    return {path for path in found if f"/{JAVA}/" not in path}


def fill(root, home):
    runtime = root / JAVA
    runtime.parent.mkdir(parents=True)
    link_runtime(home, runtime)
    unpacked = [find_library(name) for name in UNPACKED_NEEDS]
    binaries = [runtime / "bin/java", *runtime.glob("lib/**/*.so"), *unpacked]
    for library in needed_libraries(binaries) | set(unpacked):
        copy = root / library.lstrip("/")
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(library, copy)
    (root / "etc").mkdir()
    (root / "etc/passwd").write_text("root:x:0:0::/:\nmetastore:x:10001:10001::/:\n")
    (root / "etc/nsswitch.conf").write_text("hosts: files dns\n")
    (root / "tmp").mkdir(mode=0o777)
    (root / "tmp").chmod(0o1777)


def main(target):
    with tempfile.TemporaryDirectory() as directory:
        root = pathlib.Path(directory)
        fill(root, java_home())
        root.chmod(0o755)
        archive.write(target, NAME, root, env=["PATH=/usr/bin:/bin:/opt/java/bin", "JAVA_HOME=/opt/java"])


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
