"""Tests of what reads and computes; they need neither a server nor the load tools."""

import json
import os
import tempfile
import unittest

import bench
import comparison
import growth_table
import load
import page
import results
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
PRODUCTS = ("etcd", "memory", "rocksdb")


def result(number, product, per_second, part="one", row="put, 1 client"):
    return {"round": number, "product": product, "part": part, "row": row,
            "per_second": per_second, "p50_millis": 1.0, "p99_millis": 2.0,
            "cpu_micros": 0.0, "memory": 100.0}


def series(name, succeeded, failed=0):
    return {"name": name, "succeeded": succeeded, "failed": failed, "failures": [],
            "perSecond": succeeded / 2, "p50Millis": 1.5, "p99Millis": 9.5}


def bench_report(*all_series, failure=None):
    return json.dumps({"series": all_series, "unanswered": 0, "failure": failure})


class ReportOfTheLoadTool(unittest.TestCase):

    def test_rate_and_percentiles_are_read(self):
        self.assertEqual(load.Report(12000.5, 7.5, 25.0), load.parse(REPORT, 10))

    def test_errors_are_a_failure(self):
        with self.assertRaisesRegex(load.Failure, "request timed out"):
            load.parse(REPORT + ERRORS, 10)

    def test_missing_requests_are_a_failure(self):
        with self.assertRaisesRegex(load.Failure, "10 of 11"):
            load.parse(REPORT, 11)

    def test_only_what_follows_the_heading_is_read(self):
        two = REPORT + "Events summary:\n" + REPORT.replace("12000.5", "7.5")
        self.assertEqual(7.5, load.parse(two, 10, "Events summary").per_second)

    def test_a_missing_heading_is_a_failure(self):
        with self.assertRaisesRegex(load.Failure, "Events summary"):
            load.parse(REPORT, 10, "Events summary")

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


class ReportOfBench(unittest.TestCase):

    def test_the_last_series_is_read(self):
        text = bench_report(series("put", 10), series("event", 1_000))
        self.assertEqual(load.Report(500, 1.5, 9.5), bench.parse(text, 100))

    def test_an_event_that_comes_twice_is_a_failure(self):
        with self.assertRaisesRegex(load.Failure, "1001 answers to 10 requests"):
            bench.parse(bench_report(series("put", 10), series("event", 1_001)), 100)

    def test_an_error_is_a_failure(self):
        with self.assertRaisesRegex(load.Failure, "requests failed"):
            bench.parse(bench_report(series("put", 10, failed=1)))

    def test_a_run_without_answers_is_a_failure(self):
        with self.assertRaises(load.Failure):
            bench.parse(bench_report(series("put", 0)))


class Rates(unittest.TestCase):

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = directory.name
        self.row = workload.ONE.paced[0]

    def add(self, number, product, per_second, done=True):
        each = results.Results(self.directory, number, "one", product)
        each.add(self.row.limit_of, per_second=per_second)
        if done:
            each.done()

    def test_limit_is_that_of_etcd_in_the_first_round(self):
        self.add(10, "etcd", 3_000)
        self.add(2, "etcd", 4_000)
        self.add(1, "memory", 9_000)
        self.assertEqual(4_000, results.limit(self.directory, "one", self.row.limit_of))

    def test_limit_is_known_while_etcd_is_measured(self):
        self.add(1, "etcd", 5_000, done=False)
        self.assertEqual(5_000, results.limit(self.directory, "one", self.row.limit_of))
        self.assertEqual([], results.read(self.directory))

    def test_half_of_the_limit_is_asked_for(self):
        words = self.row.arguments(self.row.rate_for(4_001))
        self.assertEqual("2000", words[words.index("--rate") + 1])

    def test_every_limit_is_that_of_a_row(self):
        for work in workload.BY_PART.values():
            names = [row.name for row in work.rows]
            for row in work.paced:
                self.assertTrue(row.rate or row.limit_of in names, row.name)


class Ratios(unittest.TestCase):

    def setUp(self):
        self.compared = comparison.Comparison([
            result(1, "etcd", 100), result(1, "memory", 300),
            result(2, "etcd", 200), result(2, "memory", 200),
            result(3, "etcd", 150), result(3, "memory", 450)])
        self.row = "one", "put, 1 client", "memory"

    def test_ratio_is_that_of_the_medians(self):
        self.assertEqual(2.0, self.compared.ratio(*self.row, "per_second"))

    def test_spread_compares_runs_of_one_round(self):
        self.assertEqual((1.0, 3.0), self.compared.spread(*self.row, "per_second"))

    def test_nothing_measured_has_no_ratio(self):
        self.assertIsNone(self.compared.ratio(*self.row, "cpu_micros"))
        self.assertIsNone(self.compared.ratio("one", "put, 1 client", "rocksdb", "per_second"))

    def test_the_most_is_what_the_load_tool_leaves_at_its_best(self):
        lines = [{**result(1, product, rate), "tool_limit": limit}
                 for product, rate, limit in (("etcd", 100, 250), ("memory", 200, 400))]
        self.assertEqual(4.0, comparison.Comparison(lines).most("one", "put, 1 client"))
        self.assertIsNone(self.compared.most("one", "put, 1 client"))

    def test_a_goal_leaves_what_the_load_tool_does_not_take(self):
        # Two processors: 10,000 µs for a request at 200 a second, of which the tool takes 5,000.
        lines = [{**result(1, "etcd", 100), "tool_limit": 400}]
        compared = comparison.Comparison(lines, processors=2)
        self.assertAlmostEqual(5_000, compared.left_by("one", "put, 1 client", 2))
        self.assertLess(compared.left_by("one", "put, 1 client", 5), 0)
        self.assertIsNone(compared.left_by("one", "put, 100 clients, 10 connections", 2))

    def test_facts_that_differ_are_all_told(self):
        lines = [{"facts": {"JDK": text, "Date": "today"}} for text in ("17", "25", "17")]
        self.assertEqual({"JDK": "17, 25", "Date": "today"}, comparison.Comparison(lines).facts)


class Page(unittest.TestCase):

    def test_every_row_of_the_workload_is_there(self):
        lines, unpaced, paced = [], 0, 0
        for part, work in workload.BY_PART.items():
            unpaced += len(work.unpaced())
            paced += len(work.paced)
            names = [row.name for row in work.unpaced()] + [row.key() for row in work.paced]
            lines += [result(1, product, 10 if product == "etcd" else 25, part, name)
                      for name in names for product in PRODUCTS]
        text = page.render(comparison.Comparison(lines), "the command")
        self.assertEqual(2 * unpaced, text.count("**2.50 ×** (2.50 – 2.50)"))
        self.assertEqual(2 * paced, text.count("1.0 ms (1.00 ×)"))

    def test_what_is_not_measured_is_left_open(self):
        lines = [result(1, "etcd", 10), result(1, "memory", 25)]
        text = page.render(comparison.Comparison(lines), "the command")
        self.assertIn("| put, 1 client | memory | **2.50 ×**", text)
        self.assertNotIn("rocksdb", text)

    def test_a_goal_beyond_the_load_tool_leaves_nothing(self):
        name = "put, 100 clients, 10 connections"
        lines = [{**result(1, product, 10, row=name), "tool_limit": 15}
                 for product in ("etcd", "memory")]
        text = page.render(comparison.Comparison(lines), "the command")
        self.assertIn("| 1.5 × | ≥ 3 ×, p99 ≤ ¼ | nothing |", text)

    def test_growth_is_told_through_its_base(self):
        lines = [result(1, "etcd", 100, "growth", "puts alone"),
                 result(1, "etcd", 90, "growth", "puts beside watchers")]
        self.assertIn("in multiples of those without | 0.90 × | – |",
                      growth_table.render(comparison.Comparison(lines)))


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
