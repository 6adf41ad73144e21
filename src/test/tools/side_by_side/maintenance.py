"""Measures puts at a rate beside what works through all of the state."""

import json
import pathlib
import tempfile

import bench
import load

# So few that neither product is near its limit: what is measured is what else slows them down.
CALM_RATE = 1_000
CALM_SECONDS = 7
WARM_UP_SECONDS = 3
LIMIT_SECONDS = 600
# Where a client's file takes nothing from the disk that the server waits for.
MEMORY = pathlib.Path("/dev/shm")


def measure(cluster, size):
    """p99 of puts at a rate, alone and beside what works through all of the state."""
    alone = beside(cluster, size, None)
    cluster.record("calm puts alone", per_second=alone.per_second, p99_millis=alone.p99_millis)
    for name, work in (
            ("snapshot", lambda: snapshot(cluster)),
            ("hash", lambda: etcdctl(cluster, "endpoint", "hashkv")),
            ("compaction", lambda: compact(cluster))):
        report = beside(cluster, size, work)
        cluster.record(f"calm puts beside {name}", per_second=report.per_second,
                       p99_millis=report.p99_millis,
                       factor=report.p99_millis / alone.p99_millis)


def beside(cluster, size, work):
    """Puts at a rate while a piece of work is done again and again."""
    running = bench.start(cluster.options.bench, cluster.endpoints(), [
        "put", "--key-space", str(size.keys), "--clients", "50", "--connections", "10", "--rate",
        str(CALM_RATE), "--duration", f"{size.calm_seconds}s",
        "--warm-up", f"{0 if cluster.smoke else WARM_UP_SECONDS}s"])
    while work and running.poll() is None:
        work()
    return bench.ended(running, LIMIT_SECONDS)


def etcdctl(cluster, *arguments):
    return load.output([cluster.etcdctl, "--endpoints", cluster.endpoints(),
                        "--command-timeout", f"{LIMIT_SECONDS}s", *arguments], LIMIT_SECONDS)


def snapshot(cluster):
    """Saves a snapshot as a client elsewhere does, whose disk is not the server's."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else cluster.store) as directory:
        etcdctl(cluster, "snapshot", "save", f"{directory}/snapshot.db")


def compact(cluster):
    """Compacts up to now and waits until nothing of it is left to do."""
    # A put, because a revision can be compacted only once.
    put = json.loads(etcdctl(cluster, "put", "compacted", "", "-w", "json"))
    etcdctl(cluster, "compaction", "--physical", str(put["header"]["revision"]))
