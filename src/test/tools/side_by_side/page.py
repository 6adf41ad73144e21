"""The page about performance, in Markdown."""

import workload
from comparison import ETCD, METASTORE

HEADER = """\
# Performance

Every number is measured next to real etcd, in the same run on the same machine, with etcd's own
load tool on the same cores. The ratios mean something; the absolute numbers only tell what machine
it was.

{facts}

Values have 256 bytes. Both products store on the same disk and wait for it. Each round starts a
fresh cluster of etcd and then one of MetaStore. The first requests of a fresh process have a row of
their own; all other rows follow a warm-up of both products. The numbers are medians of {rounds}.

The page is written by `{command}`.
"""

RATIOS = """\
## {members}

MetaStore in multiples of etcd: more is better for requests per second, less for everything else. In
parentheses the lowest and the highest ratio of a round.

| work | requests per second | p50 | p99 | server CPU per request | goal |
| --- | --- | --- | --- | --- | --- |
"""

ABSOLUTE = """\
The same in absolute numbers; server CPU is that of all members together.

| work | | requests per second | p50 | p99 | server CPU per request |
| --- | --- | --- | --- | --- | --- |
"""

MEMORY = """\
## Resident memory

All members together.

| cluster | when | etcd | MetaStore | ratio |
| --- | --- | --- | --- | --- |
"""

QUANTITIES = "per_second", "p50_millis", "p99_millis", "cpu_micros"
NAMES = {1: "One member", 3: "Three members"}


def rows(members):
    work = workload.BY_MEMBERS[members]
    return [row for row in (*work.rows, work.first) if row]


def render(comparison, facts, command):
    rounds = comparison.rounds()
    parts = [HEADER.format(
        facts="\n".join(f"- {name}: {value}" for name, value in facts.items()),
        rounds="one round" if rounds == 1 else f"{rounds} rounds", command=command)]
    for members in workload.BY_MEMBERS:
        parts.append(RATIOS.format(members=NAMES[members]) + ratios(comparison, members))
        parts.append(ABSOLUTE + absolute(comparison, members))
    parts.append(MEMORY + memory(comparison))
    return "\n".join(parts)


def ratios(comparison, members):
    lines = ""
    for row in rows(members):
        cells = [ratio_cell(comparison, members, row.name, quantity) for quantity in QUANTITIES]
        lines += line(row.name, *cells, row.goal)
    return lines


def ratio_cell(comparison, members, row, quantity):
    ratio = comparison.ratio(members, row, quantity)
    if ratio is None:
        return "–"
    text = f"{ratio:.2f} ×"
    if quantity == "per_second":
        text = "**{}** ({:.2f} – {:.2f})".format(text, *comparison.spread(members, row, quantity))
    return text


def absolute(comparison, members):
    lines = ""
    for row in rows(members):
        for product in ETCD, METASTORE:
            per_second, p50, p99, cpu = (comparison.median(members, row.name, product, quantity)
                                         for quantity in QUANTITIES)
            lines += line(row.name if product == ETCD else "", product, f"{per_second:,.0f}",
                          f"{p50:.1f} ms", f"{p99:.1f} ms", f"{cpu:.0f} µs")
    return lines


def memory(comparison):
    lines = ""
    for members in workload.BY_MEMBERS:
        for when in "started and idle", "at the end":
            name = f"memory, {when}"
            etcd, ours = (comparison.median(members, name, product, "memory")
                          for product in (ETCD, METASTORE))
            ratio = comparison.ratio(members, name, "memory")
            lines += line(NAMES[members].lower(), when, f"{etcd:.0f} MB", f"{ours:.0f} MB",
                          f"{ratio:.2f} ×")
    return lines


def line(*cells):
    return "| " + " | ".join(cells) + " |\n"
