"""The page about performance, in Markdown."""

import growth_table
import page_texts
import workload
from results import CANDIDATES, ETCD

QUANTITIES = "per_second", "p50_millis", "p99_millis", "cpu_micros"
TITLES = {"one": "One member", "three": "Three members"}
PRODUCTS = {ETCD: "etcd", "memory": "memory engine", "rocksdb": "RocksDB engine"}
NOTHING = "–"


def render(comparison, command):
    rounds = comparison.rounds()
    parts = [page_texts.HEADER.format(
        facts="\n".join(f"- {name}: {text}" for name, text in comparison.facts.items()),
        rounds="one round" if rounds == 1 else f"{rounds} rounds", command=command)]
    for part in workload.BY_PART:
        if comparison.products(part):
            parts.append(f"## {TITLES[part]}\n")
            parts += tables(comparison, part)
    parts.append(page_texts.MEMORY + memory(comparison))
    if comparison.products("growth"):
        parts.append(growth_table.render(comparison))
    return "\n".join(parts)


def tables(comparison, part):
    work = workload.BY_PART[part]
    names = [row.name for row in work.unpaced()]
    yield page_texts.RATIOS + "".join(ratios(comparison, part, row) for row in work.unpaced())
    yield page_texts.ABSOLUTE + "".join(absolute(comparison, part, name, name) for name in names)
    yield page_texts.PACED + "".join(absolute(comparison, part, row.name, row.key(), with_ratios=True)
                          for row in work.paced)


def ratios(comparison, part, row):
    lines = ""
    for product in measured(comparison, part, CANDIDATES):
        cells = [ratio_cell(comparison, part, row.name, product, quantity)
                 for quantity in QUANTITIES]
        of_row = ["", "", ""] if lines else [
            most(comparison, part, row.name), goal(row), left(comparison, part, row)]
        lines += line("" if lines else row.name, product, *cells, *of_row)
    return lines


def goal(row):
    texts = [f"≥ {row.goal:g} ×"] if row.goal else []
    return ", ".join([*texts, *([f"p99 {row.goal_p99}"] if row.goal_p99 else [])])


def left(comparison, part, row):
    """What the goal leaves to the server; one client alone waits and needs no processor."""
    if not row.goal or row.clients == 1:
        return ""
    found = comparison.left_by(part, row.name, row.goal)
    if found is None:
        return NOTHING
    return f"{found:,.0f} µs" if found > 0 else "nothing"


def most(comparison, part, row):
    found = comparison.most(part, row)
    return NOTHING if found is None else f"{found:.1f} ×"


def ratio_cell(comparison, part, row, product, quantity):
    text = ratio(comparison, part, row, product, quantity)
    if quantity == "per_second" and text != NOTHING:
        low, high = comparison.spread(part, row, product, quantity)
        text = f"**{text}** ({low:.2f} – {high:.2f})"
    return text


def ratio(comparison, part, row, product, quantity):
    found = comparison.ratio(part, row, product, quantity)
    return NOTHING if found is None else f"{found:.2f} ×"


def absolute(comparison, part, name, row, with_ratios=False):
    lines = ""
    for product in measured(comparison, part, PRODUCTS):
        cells = [value(comparison.median(part, row, product, quantity), quantity)
                 for quantity in QUANTITIES]
        if with_ratios and product != ETCD:
            cells[1:] = [f"{cell} ({ratio(comparison, part, row, product, quantity)})"
                         for cell, quantity in zip(cells[1:], QUANTITIES[1:], strict=True)]
        lines += line("" if lines else name, PRODUCTS[product], *cells)
    return lines


def value(number, quantity):
    if number is None:
        return NOTHING
    return {"per_second": f"{number:,.0f}", "cpu_micros": f"{number:,.0f} µs"}.get(
        quantity, f"{number:,.1f} ms")


def memory(comparison):
    lines = ""
    for part in workload.BY_PART:
        for when in "started and idle", "at the end":
            row = f"memory, {when}"
            cells = []
            for product in PRODUCTS:
                found = comparison.median(part, row, product, "memory")
                cells.append(NOTHING if found is None else f"{found:,.0f} MB")
                if product != ETCD:
                    cells.append(ratio(comparison, part, row, product, "memory"))
            lines += line(TITLES[part].lower(), when, *cells)
    return lines


def measured(comparison, part, products):
    return [product for product in products if product in comparison.products(part)]


def line(*cells):
    return "| " + " | ".join(cells) + " |\n"
