"""Tests of what reads and computes; they need neither a server nor the load tool."""

import json
import os
import tempfile
import unittest

import comparison
import load
import page
import servers
import workload

REPORT = """
Summary:
  Total:\t0.5 secs.
  Requests/sec:\t12000.5

Response time histogram:
  0.0004 [1]\t|
  0.0016 [5]\t|∎∎
  1e-05 [4]\t|∎

Latency distribution:
  50% in 0.0075 secs.
  99% in 2.5e-02 secs.
  99.9% in 0.9 secs.
"""
ERRORS = "\nError distribution:\n  [3]\tetcdserver: request timed out\n"


def result(number, product, per_second, members=1, row="put, 1 client"):
    return json.dumps({"round": number, "product": product, "members": members, "row": row,
                       "per_second": per_second, "p50_millis": 1.0, "p99_millis": 2.0,
                       "cpu_micros": 0.0, "memory": 100.0})


class ReportOfTheLoadTool(unittest.TestCase):

    def test_rate_and_percentiles_are_read(self):
        self.assertEqual(load.Report(12000.5, 7.5, 25.0), load.parse(REPORT, 10))

    def test_errors_are_a_failure(self):
        with self.assertRaisesRegex(load.Failure, "request timed out"):
            load.parse(REPORT + ERRORS, 10)

    def test_missing_requests_are_a_failure(self):
        with self.assertRaisesRegex(load.Failure, "10 of 11"):
            load.parse(REPORT, 11)

    def test_a_tool_that_hangs_is_a_failure(self):
        with tempfile.TemporaryDirectory() as directory:
            tool = os.path.join(directory, "tool")
            with open(tool, "w", encoding="utf-8") as script:
                script.write("#!/bin/sh\nexec sleep 60\n")
            os.chmod(tool, 0o700)
            with self.assertRaisesRegex(load.Failure, "not done within"):
                load.run(tool, "", [], 1, 0.2)

    def test_a_tool_that_ends_with_an_error_is_a_failure(self):
        with self.assertRaisesRegex(load.Failure, "status 1"):
            load.run("false", "", [], 1, 10)


class Ratios(unittest.TestCase):

    def setUp(self):
        self.compared = comparison.Comparison([
            result(1, "etcd", 100), result(1, "MetaStore", 300),
            result(2, "etcd", 200), result(2, "MetaStore", 200),
            result(3, "etcd", 150), result(3, "MetaStore", 450)])

    def test_ratio_is_that_of_the_medians(self):
        self.assertEqual(2.0, self.compared.ratio(1, "put, 1 client", "per_second"))

    def test_spread_compares_runs_of_one_round(self):
        self.assertEqual((1.0, 3.0), self.compared.spread(1, "put, 1 client", "per_second"))

    def test_nothing_measured_has_no_ratio(self):
        self.assertIsNone(self.compared.ratio(1, "put, 1 client", "cpu_micros"))

    def test_page_has_every_row_of_the_workload(self):
        lines, count = [], 0
        for members, work in workload.BY_MEMBERS.items():
            names = [row.name for row in (*work.rows, work.first) if row]
            count += len(names)
            for name in [*names, "memory, started and idle", "memory, at the end"]:
                lines += [result(1, "etcd", 10, members, name),
                          result(1, "MetaStore", 25, members, name)]
        text = page.render(comparison.Comparison(lines), {"Date": "today"}, "the command")
        self.assertEqual(count, text.count("**2.50 ×** (2.50 – 2.50)"))


class Processes(unittest.TestCase):

    def test_cpu_time_of_a_busy_process_grows(self):
        before = servers.cpu_seconds([os.getpid()])
        while servers.cpu_seconds([os.getpid()]) < before + 0.05:
            pass
        own = sum(os.times()[:2])
        self.assertAlmostEqual(own, servers.cpu_seconds([os.getpid()]), delta=0.1)

    def test_resident_memory_is_in_megabytes(self):
        self.assertTrue(5 < servers.resident_megabytes([os.getpid()]) < 500)


if __name__ == "__main__":
    unittest.main()
