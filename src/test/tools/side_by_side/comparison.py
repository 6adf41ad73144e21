"""Medians over the rounds and the ratios between the products."""

import os
import statistics

from results import ETCD


class Comparison:
    """The results of all rounds by part, row and product."""

    def __init__(self, lines, processors=os.cpu_count()):
        self.processors = processors
        self.lines = [line for line in lines if "row" in line]
        self.facts = merged(line["facts"] for line in lines if "facts" in line)

    def rounds(self):
        """How many rounds there are, without those of growth."""
        return max((line["round"] for line in self.lines if line["part"] != "growth"), default=0)

    def products(self, part):
        return {line["product"] for line in self.lines if line["part"] == part}

    def by_round(self, part, row, product, quantity):
        return {line["round"]: line[quantity] for line in self.lines
                if (line["part"], line["row"], line["product"]) == (part, row, product)
                and line.get(quantity) is not None}

    def median(self, part, row, product, quantity):
        """The median of the rounds, or None when it was not measured."""
        values = self.by_round(part, row, product, quantity).values()
        return statistics.median(values) if values else None

    def ratio(self, part, row, product, quantity):
        """The median of a product over that of etcd, or None when there is none."""
        ours = self.median(part, row, product, quantity)
        theirs = self.median(part, row, ETCD, quantity)
        return ours / theirs if ours is not None and theirs else None

    def most(self, part, row):
        """What a server that took no processor time would reach beside the load tool, through etcd.

        The run in which the tool took the least for each answer counts."""
        limit = self.tool_limit(part, row)
        reached = self.median(part, row, ETCD, "per_second")
        return limit / reached if limit and reached else None

    def tool_limit(self, part, row):
        limits = [self.median(part, row, product, "tool_limit") for product in self.products(part)]
        return max((limit for limit in limits if limit is not None), default=None)

    def left_by(self, part, row, goal):
        """Processor time in µs that a request of a server may take which reaches so many times
        etcd's rate beside the load tool; less than nothing when the tool alone takes too much."""
        limit = self.tool_limit(part, row)
        reached = self.median(part, row, ETCD, "per_second")
        if not limit or not reached:
            return None
        return self.processors * 1e6 * (1 / (goal * reached) - 1 / limit)

    def spread(self, part, row, product, quantity):
        """The lowest and the highest ratio between two runs of the same round."""
        theirs = self.by_round(part, row, ETCD, quantity)
        ratios = [value / theirs[number]
                  for number, value in self.by_round(part, row, product, quantity).items()
                  if theirs.get(number)]
        return (min(ratios), max(ratios)) if ratios else None


def merged(facts):
    """One text for each name; several when the clusters differ in it."""
    texts = {}
    for each in facts:
        for name, text in each.items():
            texts.setdefault(name, {})[text] = None
    return {name: ", ".join(found) for name, found in texts.items()}
