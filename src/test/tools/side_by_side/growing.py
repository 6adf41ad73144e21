"""Puts one member through what many keys, watchers and leases are."""

import json
import pathlib
import statistics
import subprocess
import threading
import time

import bench
import load
import maintenance
import servers
import workload

STORE_SH = pathlib.Path(__file__).resolve().parent.parent / "store.sh"
TXN_PUTS = 100
HOLD_SECONDS = 600
SAMPLE_SECONDS = 0.05
# What it takes to begin shall not be counted as what it takes to go on.
SETTLE_SECONDS = 3
# With many keys a start on a busy machine may take longer than a start usually does.
READY_SECONDS_MAX = 600


class Size:
    """How many of everything."""

    def __init__(self, smoke):
        self.keys = 50_000 if smoke else 1_000_000
        self.puts = 1_000 if smoke else 30_000
        self.runs = 1 if smoke else 3
        self.watchers = 200 if smoke else 10_000
        self.leases = 100 if smoke else 100_000
        # Longer than granting all of them takes.
        self.ttl = 10 if smoke else 60
        self.calm_seconds = 2 if smoke else maintenance.CALM_SECONDS


def measure(cluster):
    size = Size(cluster.smoke)
    cluster.record("start, empty", seconds=restart_seconds(cluster))
    report = cluster.load(words("txn-put", "--txn-ops", TXN_PUTS, size.keys // TXN_PUTS, size.keys,
                                20), size.keys // TXN_PUTS)
    cluster.record("load", per_second=report.per_second * TXN_PUTS)
    watchers(cluster, size)
    maintenance.measure(cluster, size)
    stream(cluster)
    leases(cluster, size)
    cluster.record("start, full", seconds=restart_seconds(cluster))


def words(command, option, number, total, keys, clients):
    return [str(word) for word in [
        command, option, number, "--total", total, "--key-size", 8, "--key-space-size", keys,
        "--val-size", workload.VALUE_BYTES, "--clients", clients, "--conns", 10, "--precise"]]


def watchers(cluster, size):
    """Puts alone, and while many watch other keys."""
    put = words("put", "--rate", 0, size.puts, size.keys, 100)
    cluster.load(put, size.puts)
    record_puts(cluster, size, put, "puts alone")
    holding = bench.start(cluster.options.bench, cluster.endpoints(), [
        "watch", "--watchers", str(size.watchers), "--watched-keys", str(size.watchers),
        "--streams", "10", "--connections", "10", "--rate", "1", "--prefix", "watched/",
        "--duration", f"{HOLD_SECONDS}s"])
    try:
        time.sleep(SETTLE_SECONDS)
        record_puts(cluster, size, put, "puts beside watchers")
        if holding.poll() is not None:
            raise load.Failure("the watchers were gone before the puts were done")
    finally:
        holding.terminate()
        holding.communicate()


def record_puts(cluster, size, put, name):
    """The medians of several runs, because their ratio to others tells less than one varies."""
    reports = [cluster.load(put, size.puts) for _ in range(size.runs)]
    cluster.record(
        name, per_second=statistics.median(report.per_second for report in reports),
        p99_millis=statistics.median(report.p99_millis for report in reports))


def stream(cluster):
    """All keys and values on one stream, and what memory the server takes for it."""
    before = servers.resident_megabytes(cluster.pids())
    peak, over = [before], threading.Event()

    def sample():
        while not over.wait(SAMPLE_SECONDS):
            peak[0] = max(peak[0], servers.resident_megabytes(cluster.pids()))

    sampling = threading.Thread(target=sample)
    sampling.start()
    started = time.monotonic()
    try:
        reading = [cluster.etcdctl, "--endpoints", cluster.endpoints(), "get", "",
                   "--from-key", "--stream", "--command-timeout", f"{maintenance.LIMIT_SECONDS}s"]
        ended = subprocess.run(reading, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, text=True, check=False)
    finally:
        over.set()
        sampling.join()
    if ended.returncode != 0:
        raise load.Failure(f"the range was not streamed: {ended.stderr[-500:]}")
    cluster.record("stream", seconds=time.monotonic() - started, grown=peak[0] - before)


def leases(cluster, size):
    said = load.output([cluster.options.leases, "-endpoint", cluster.endpoints(), "-total",
                        str(size.leases), "-ttl", str(size.ttl)], maintenance.LIMIT_SECONDS)
    for name, phase in json.loads(said).items():
        cluster.record(f"leases, {name}", seconds=phase["seconds"],
                       pause=phase["pauseMillis"])


def restart_seconds(cluster):
    """From the start after SIGKILL until the member says that it serves."""
    in_store(cluster, "store_kill")
    started = time.monotonic()
    in_store(cluster, "store_restart")
    return time.monotonic() - started


def in_store(cluster, command):
    script = (f'source "{STORE_SH}"; store_ready_seconds={READY_SECONDS_MAX}; '
              f'store_attach "{cluster.store}"; {command}')
    subprocess.run(["bash", "-euo", "pipefail", "-c", script], check=True)
