#!/usr/bin/env python3
"""Measures one fresh cluster and appends a line of JSON for each row to a file.

    measure.py --load TOOL --product NAME --round N --endpoints LIST --pids PID,... \
        --results FILE [--smoke]
"""

import argparse
import json
import sys
import time

import load
import servers
import workload

# A run takes about five seconds on two cores, with a few requests about one.
RUN_SECONDS = 120
SMOKE_RUN_SECONDS = 30
# What the server still has to do for one row shall not be counted in the next.
SETTLE_SECONDS = 0.5


class Cluster:
    """The cluster under measurement."""

    def __init__(self, options):
        self.options = options
        self.pids = [int(pid) for pid in options.pids.split(",")]
        self.run_seconds = SMOKE_RUN_SECONDS if options.smoke else RUN_SECONDS

    def measure(self):
        work = workload.BY_MEMBERS[len(self.pids)]
        self.record("memory, started and idle", memory=servers.resident_megabytes(self.pids))
        if work.first:
            self.measure_row(work.first)
        self.load(workload.FILL, workload.FILL_TOTAL)
        for row in work.warm_up:
            row = row.scaled(self.options.smoke)
            self.load(row.arguments(), row.total)
        for row in work.rows:
            time.sleep(SETTLE_SECONDS)
            self.measure_row(row)
        self.record("memory, at the end", memory=servers.resident_megabytes(self.pids))

    def measure_row(self, row):
        row = row.scaled(self.options.smoke)
        before = servers.cpu_seconds(self.pids)
        report = self.load(row.arguments(), row.total)
        cpu = servers.cpu_seconds(self.pids) - before
        self.record(row.name, per_second=report.per_second, p50_millis=report.p50_millis,
                    p99_millis=report.p99_millis, cpu_micros=cpu * 1e6 / row.total)

    def load(self, arguments, total):
        options = self.options
        return load.run(options.load, options.endpoints, arguments, total, self.run_seconds)

    def record(self, name, **values):
        options = self.options
        line = {"round": options.round, "product": options.product, "members": len(self.pids),
                "row": name, **values}
        with open(options.results, "a", encoding="utf-8") as results:
            print(json.dumps(line), file=results)
        numbers = "  ".join(f"{key} {value:,.2f}" for key, value in values.items())
        print(f"{options.round}  {options.product:9}  {len(self.pids)}  {name:52}  {numbers}",
              flush=True)


def main():
    parser = argparse.ArgumentParser()
    for option in "--load", "--product", "--endpoints", "--pids", "--results":
        parser.add_argument(option, required=True)
    parser.add_argument("--round", type=int, required=True)
    parser.add_argument("--smoke", action="store_true")
    options = parser.parse_args()
    try:
        Cluster(options).measure()
    except load.Failure as failure:
        sys.exit(f"FAILED  {options.product}: {failure}")


if __name__ == "__main__":
    main()
