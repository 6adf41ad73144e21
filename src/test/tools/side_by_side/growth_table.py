"""The table of what one member does with many keys, watchers and leases."""

import dataclasses

from results import CANDIDATES, ETCD

HEADER = """\
## Growth

One member with 1 million keys. Puts at a rate are 1,000 in a second, by `metastore bench`. A pause
is the longest that a put took of those that were due every 10 ms meanwhile.
[measurements.md](measurements.md) has 10 million keys on RocksDB, written by `growth.sh`.

| what | etcd | memory engine | RocksDB engine | goal of MetaStore |
| --- | --- | --- | --- | --- |
"""


@dataclasses.dataclass(frozen=True)
class Line:
    """One line: a quantity of a row, or its ratio to the same of another row."""

    text: str
    row: str
    quantity: str
    form: str
    goal: str = ""
    through: str = ""


LINES = (
    Line("loading them in txns of 100, keys per second", "load", "per_second", "{:,.0f}"),
    Line("start to ready, empty", "start, empty", "seconds", "{:.1f} s", "2 s (JDK 25, AOT cache)"),
    Line("start to ready after SIGKILL", "start, full", "seconds", "{:.1f} s", "10 s"),
    Line("puts per second, 100 clients", "puts alone", "per_second", "{:,.0f}"),
    Line("— beside 10,000 watchers of other keys", "puts beside watchers", "per_second",
         "{:,.0f}"),
    Line("— in multiples of those without", "puts beside watchers", "per_second", "{:.2f} ×",
         "1 ×", "puts alone"),
    Line("p99 of puts at a rate", "calm puts alone", "p99_millis", "{:.1f} ms"),
    *(Line(f"— during {name}", f"calm puts beside {row}", quantity, form, goal)
      for name, row in (("snapshots", "snapshot"), ("hashes", "hash"),
                        ("compactions", "compaction"))
      for quantity, form, goal in (("p99_millis", "{:.1f} ms", ""),
                                   ("factor", "{:.2f} ×", "≤ 2 ×"))),
    Line("all keys on one stream", "stream", "seconds", "{:.1f} s"),
    Line("— resident memory that it added", "stream", "grown", "{:,.0f} MB", "flat"),
    Line("granting 100,000 leases with a key each", "leases, grant", "seconds", "{:.1f} s"),
    Line("— longest pause", "leases, grant", "pause", "{:,.0f} ms", "≤ 100 ms"),
    Line("keeping all alive on one stream", "leases, keepalive", "seconds", "{:.1f} s"),
    Line("— longest pause", "leases, keepalive", "pause", "{:,.0f} ms", "≤ 100 ms"),
    Line("expiry of all, their 60 s to live included", "leases, expiry", "seconds", "{:.1f} s"),
    Line("— longest pause", "leases, expiry", "pause", "{:,.0f} ms", "≤ 100 ms"),
)


def render(comparison):
    return HEADER + "".join(cells(comparison, each) for each in LINES)


def cells(comparison, line):
    texts = [text(comparison, line, product) for product in (ETCD, *CANDIDATES)]
    return "| " + " | ".join([line.text, *texts, line.goal]) + " |\n"


def text(comparison, line, product):
    found = comparison.median("growth", line.row, product, line.quantity)
    if found is not None and line.through:
        base = comparison.median("growth", line.through, product, line.quantity)
        found = found / base if base else None
    return "–" if found is None else line.form.format(found)
