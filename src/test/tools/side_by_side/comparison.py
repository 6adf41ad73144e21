"""Medians over the rounds and the ratios between the two products."""

import json
import statistics

ETCD = "etcd"
METASTORE = "MetaStore"


class Comparison:
    """The results of all rounds by members, row and product."""

    def __init__(self, lines):
        self.lines = [json.loads(line) for line in lines]

    def rounds(self):
        return max(line["round"] for line in self.lines)

    def values(self, members, row, product, quantity):
        """One value for each round, in the order of the rounds."""
        found = [line for line in self.lines if
                 (line["members"], line["row"], line["product"]) == (members, row, product)]
        return [line[quantity] for line in sorted(found, key=lambda line: line["round"])]

    def median(self, members, row, product, quantity):
        return statistics.median(self.values(members, row, product, quantity))

    def ratio(self, members, row, quantity):
        """The median of MetaStore over the median of etcd, or None when etcd's is nothing."""
        ours = self.median(members, row, METASTORE, quantity)
        theirs = self.median(members, row, ETCD, quantity)
        return ours / theirs if theirs else None

    def spread(self, members, row, quantity):
        """The lowest and the highest ratio between two runs of the same round."""
        pairs = zip(self.values(members, row, METASTORE, quantity),
                    self.values(members, row, ETCD, quantity), strict=True)
        ratios = [ours / theirs for ours, theirs in pairs if theirs]
        return (min(ratios), max(ratios)) if ratios else None
