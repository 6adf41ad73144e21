#!/usr/bin/env python3
"""Measures two running members, a small one and a large one; started by growth.sh."""

import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import time

TOOLS = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOOLS / "side_by_side"))

import load  # noqa: E402
import servers  # noqa: E402

VALUE_BYTES = 256
CLIENTS = 100
CONNECTIONS = 10
# The state is loaded in transactions: how it came about is not what is measured.
LOAD_PUTS_PER_TXN_MAX = 100
# With fewer the load tool reports no percentiles.
LOAD_TXNS_MIN = 1_000
LOAD_CLIENTS = 20
# A tenth of what two cores manage, so that only a hanging server runs into it.
PUTS_PER_SECOND_MIN = 1_000
RUN_SECONDS_MIN = 120
# What the server still has to do for one run shall not be counted in the next.
SETTLE_SECONDS = 3
SETTLE_AFTER_LOAD_SECONDS_MAX = 30
SETTLE_KEYS_PER_SECOND = 50_000
# Puts of one run beside Defragment: short, so that several fit in.
DEFRAGMENT_RUN_PUTS_MAX = 10_000
DEFRAGMENT_SECONDS_MAX = 3_600
RATIO_GOAL = 1.2
DEFRAGMENT_GOAL = 2.0


class Member:
    """A member under measurement, and the number of its keys."""

    def __init__(self, options, store, keys):
        self.options = options
        self.store = pathlib.Path(store)
        self.keys = keys

    def endpoint(self):
        return (self.store / "member0" / "endpoint").read_text(encoding="utf-8").strip()

    def pids(self):
        return [int((self.store / "member0" / "pid").read_text(encoding="utf-8"))]

    def put(self, total):
        arguments = ["put", "--total", total, "--key-size", 8, "--key-space-size", self.keys,
                     "--val-size", VALUE_BYTES, "--clients", CLIENTS, "--conns", CONNECTIONS,
                     "--precise"]
        seconds = max(RUN_SECONDS_MIN, total // PUTS_PER_SECOND_MIN)
        return load.run(self.options.load, self.endpoint(), [str(word) for word in arguments],
                        total, seconds)

    def load(self):
        """Puts each key once; keys per second."""
        puts = max(1, min(LOAD_PUTS_PER_TXN_MAX, self.keys // LOAD_TXNS_MIN))
        txns = -(-self.keys // puts)
        arguments = ["txn-put", "--total", txns, "--txn-ops", puts, "--key-size", 8,
                     "--key-space-size", self.keys, "--val-size", VALUE_BYTES,
                     "--clients", LOAD_CLIENTS, "--conns", CONNECTIONS]
        report = load.run(self.options.load, self.endpoint(), [str(word) for word in arguments],
                          txns, max(RUN_SECONDS_MIN, self.keys // PUTS_PER_SECOND_MIN))
        return report.per_second * puts

    def round(self):
        time.sleep(SETTLE_SECONDS)
        report = self.put(self.options.count)
        print(f"  {self.keys:,} keys: {report.per_second:,.0f} puts/s, "
              f"p99 {report.p99_millis:.2f} ms", flush=True)
        return report

    def defragment(self):
        """p99 of runs before, and of those that ran wholly beside Defragment."""
        puts = min(DEFRAGMENT_RUN_PUTS_MAX, self.options.count)
        before = [self.put(puts).p99_millis
                  for _ in range(self.options.rounds)]
        started = time.monotonic()
        defragment = subprocess.Popen(
            [self.options.etcdctl, "--endpoints", self.endpoint(),
             "--command-timeout", f"{DEFRAGMENT_SECONDS_MAX}s", "defrag"],
            stdout=subprocess.DEVNULL)
        during = []
        while defragment.poll() is None:
            report = self.put(puts)
            if defragment.poll() is None or not during:
                during.append(report.p99_millis)
        if defragment.wait() != 0:
            raise load.Failure("etcdctl defrag failed")
        return (statistics.median(before), statistics.median(during), max(during),
                time.monotonic() - started)

    def reopen_seconds(self):
        """From the start after SIGKILL until the member says that it serves."""
        self.in_store("store_kill")
        started = time.monotonic()
        self.in_store("store_restart")
        return time.monotonic() - started

    def in_store(self, command):
        script = f'source "{TOOLS}/store.sh"; store_attach "{self.store}"; {command}'
        subprocess.run(["bash", "-euo", "pipefail", "-c", script], check=True)

    def memory_megabytes(self):
        return servers.resident_megabytes(self.pids())

    def disk_megabytes(self):
        data = self.store / "member0" / "data"
        return sum(os.lstat(os.path.join(folder, name)).st_blocks * 512
                   for folder, _, names in os.walk(data) for name in names) / 2**20


def verdict(name, ratio, goal):
    print(f"{name}: {ratio:.2f} ({'within' if ratio <= goal else 'BEYOND'} {goal})")


def median(reports):
    """Puts per second and p99 of all rounds but the first, which still warms up."""
    counted = reports[1:]
    return (statistics.median(report.per_second for report in counted),
            statistics.median(report.p99_millis for report in counted))


def grow(small, large, options):
    small.load()
    small.put(options.warm_up)
    print(f"loaded {options.keys:,} keys with {large.load():,.0f} keys/s", flush=True)
    time.sleep(min(SETTLE_AFTER_LOAD_SECONDS_MAX, options.keys / SETTLE_KEYS_PER_SECOND))
    # In turn, because the machine is not equally fast from one minute to the next.
    rounds = [(small.round(), large.round()) for _ in range(options.rounds + 1)]
    small_rate, small_p99 = median([pair[0] for pair in rounds])
    rate, p99 = median([pair[1] for pair in rounds])
    started_megabytes = small.memory_megabytes()
    before, during, worst, seconds = large.defragment()
    memory, disk = large.memory_megabytes(), large.disk_megabytes()
    reopen = large.reopen_seconds()

    budget = options.budget / 2**20
    print(f"\n{options.small:,} keys: {small_rate:,.0f} puts/s, p99 {small_p99:.2f} ms, "
          f"resident {started_megabytes:,.0f} MiB")
    print(f"{options.keys:,} keys: {rate:,.0f} puts/s, p99 {p99:.2f} ms, "
          f"resident {memory:,.0f} MiB")
    verdict("put rate, small through large", small_rate / rate, RATIO_GOAL)
    verdict("p99, large through small", p99 / small_p99, RATIO_GOAL)
    print(f"Defragment took {seconds:.1f} s: p99 {before:.2f} ms before, {during:.2f} ms meanwhile,"
          f" {worst:.2f} ms in the worst run")
    verdict("p99 during Defragment through before", during / before, DEFRAGMENT_GOAL)
    print(f"memory: {memory:,.0f} MiB; budget {budget:,.0f} and heap {options.heap:,} MiB leave "
          f"{memory - budget - options.heap:+,.0f} MiB for everything else")
    print(f"disk: {disk:,.0f} MiB, {disk * 2**20 / options.keys:,.0f} bytes a key")
    print(f"reopened {reopen:.1f} s after SIGKILL, with the JVM's start")


def main():
    parser = argparse.ArgumentParser()
    for option in "--small-store", "--store", "--load", "--etcdctl":
        parser.add_argument(option, required=True)
    for option in "--keys", "--small", "--count", "--warm-up", "--rounds", "--budget", "--heap":
        parser.add_argument(option, type=int, required=True)
    options = parser.parse_args()
    try:
        grow(Member(options, options.small_store, options.small),
             Member(options, options.store, options.keys), options)
    except load.Failure as failure:
        sys.exit(f"FAILED: {failure}")


if __name__ == "__main__":
    main()
