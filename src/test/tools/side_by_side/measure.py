#!/usr/bin/env python3
"""Measures one fresh cluster; its results are a file in a directory.

    measure.py --part one|three|growth --product NAME --round N --store DIRECTORY \
        --results DIRECTORY --load TOOL --bench LAUNCHER --etcd BIN --leases BIN [--java BIN] \
        [--java-options TEXT] [--smoke]
"""

import argparse
import os
import pathlib
import resource
import sys
import time

import bench
import growing
import load
import machine
import results
import servers
import workload

# A run takes about five seconds on two cores that have nothing else to do.
RUN_SECONDS = 180
# What the server still has to do for one row shall not be counted in the next.
SETTLE_SECONDS = 0.5


class Cluster:
    """The cluster under measurement."""

    def __init__(self, options):
        self.options = options
        self.smoke = options.smoke
        self.store = pathlib.Path(options.store)
        self.etcdctl = str(pathlib.Path(options.etcd).with_name("etcdctl"))
        self.results = results.Results(options.results, options.round, options.part,
                                       options.product)

    def members(self):
        return sorted(self.store.glob("member*"))

    def pids(self):
        return [int((member / "pid").read_text(encoding="utf-8")) for member in self.members()]

    def endpoints(self):
        return ",".join((member / "endpoint").read_text(encoding="utf-8").strip()
                        for member in self.members())

    def measure(self, work):
        self.record("memory, started and idle", memory=servers.resident_megabytes(self.pids()))
        self.measure_row(work.first)
        self.load(workload.FILL, workload.FILL_TOTAL)
        self.bench(workload.FILL_RANGE)
        for row in work.warm_up:
            self.warm_up(row)
        for row in work.rows:
            self.measure_row(row)
        for row in work.paced:
            self.measure_paced(row)
        self.record("memory, at the end", memory=servers.resident_megabytes(self.pids()))
        for row in work.large:
            self.warm_up(row)
            self.measure_row(row)

    def warm_up(self, row):
        self.run(row.scaled(self.smoke))

    def run(self, row):
        return self.load(row.arguments(), row.answers(), row.operation.heading)

    def measure_row(self, row):
        time.sleep(SETTLE_SECONDS)
        row = row.scaled(self.smoke)
        before = servers.cpu_seconds(self.pids())
        tool_before = tool_seconds()
        report = self.run(row)
        cpu = servers.cpu_seconds(self.pids()) - before
        tool_limit = os.cpu_count() * row.answers() / (tool_seconds() - tool_before)
        times = {"p50_millis": report.p50_millis, "p99_millis": report.p99_millis}
        self.record(row.name, per_second=report.per_second, cpu_micros=cpu * 1e6 / row.answers(),
                    tool_limit=tool_limit, **(times if row.operation.timed else {}))

    def measure_paced(self, row):
        time.sleep(SETTLE_SECONDS)
        row = row.scaled(self.smoke)
        limit = results.limit(self.options.results, self.options.part, row.limit_of)
        if not row.rate and limit is None:
            raise load.Failure(f"{row.name}: etcd's limit is not measured yet")
        before = servers.cpu_seconds(self.pids())
        report = self.bench(row.arguments(row.rate_for(limit)), row.answers)
        cpu = servers.cpu_seconds(self.pids()) - before
        self.record(row.key(), per_second=report.per_second,
                    cpu_micros=cpu * 1e6 / row.requests(report.per_second),
                    p50_millis=report.p50_millis, p99_millis=report.p99_millis)

    def load(self, arguments, total, heading=""):
        return load.run(self.options.load, self.endpoints(), arguments, total, RUN_SECONDS,
                        heading)

    def bench(self, arguments, answers=1):
        return bench.run(self.options.bench, self.endpoints(), arguments, RUN_SECONDS,
                         answers)

    def record(self, name, **values):
        self.results.add(name, **values)
        options = self.options
        numbers = "  ".join(f"{key} {value:,.2f}" for key, value in values.items())
        print(f"{options.round}  {options.product:7}  {options.part:6}  {name:52}  {numbers}",
              flush=True)


def tool_seconds():
    """Processor time of all load tools that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main():
    parser = argparse.ArgumentParser()
    for option in ("--part", "--product", "--store", "--results", "--load", "--bench", "--etcd",
                   "--leases"):
        parser.add_argument(option, required=True)
    parser.add_argument("--java", default="")
    parser.add_argument("--java-options", default="")
    parser.add_argument("--round", type=int, required=True)
    parser.add_argument("--smoke", action="store_true")
    options = parser.parse_args()
    cluster = Cluster(options)
    cluster.results.add_facts(machine.describe(options))
    try:
        if options.part == "growth":
            growing.measure(cluster)
        else:
            cluster.measure(workload.BY_PART[options.part])
    except load.Failure as failure:
        sys.exit(f"FAILED  {options.product}: {failure}")
    cluster.results.done()


if __name__ == "__main__":
    main()
