"""What is measured: the rows of the comparison and the number of requests behind each of them."""

import dataclasses

VALUE_BYTES = 256
KEYS = 100_000

# The load tool writes numbers as keys. One byte long, the number 33 becomes the letter B, the only
# kind of key that can be named on a command line.
RANGE_KEY = "B"
FILL_TOTAL = 128
FILL = ("put", "--total", str(FILL_TOTAL), "--key-size", "1", "--key-space-size", "64",
        "--val-size", str(VALUE_BYTES), "--sequential-keys", "--precise")


@dataclasses.dataclass(frozen=True)
class Row:
    """One line of the tables: requests of one kind from so many clients at once."""

    name: str
    operation: str
    clients: int
    connections: int
    total: int
    consistency: str = "l"
    leader_only: bool = False
    goal: str = ""

    def arguments(self):
        """The load tool's arguments, without the endpoints."""
        shared = ["--conns", self.connections, "--clients", self.clients, "--precise"]
        if self.leader_only:
            shared.append("--target-leader")
        if self.operation == "put":
            own = ["put", "--key-size", 8, "--key-space-size", KEYS, "--val-size", VALUE_BYTES]
        else:
            own = ["range", RANGE_KEY, "--consistency", self.consistency]
        return [str(word) for word in [*shared, *own, "--total", self.total]]

    def scaled(self, smoke):
        """The row with a few requests for each client when it is only to be seen to work."""
        if not smoke:
            return self
        return dataclasses.replace(self, total=max(400, 2 * self.clients))


@dataclasses.dataclass(frozen=True)
class Workload:
    """What one fresh cluster is put through, in this order."""

    first: Row | None
    warm_up: tuple[Row, ...]
    rows: tuple[Row, ...]


def warm(operation, total, consistency="l"):
    return Row("warm-up", operation, 100, 10, total, consistency)


ONE = Workload(
    Row("first 100,000 puts of a fresh process, 100 clients", "put", 100, 10, 100_000),
    (warm("range", 60_000), warm("range", 20_000, "s"), warm("put", 20_000)),
    (
        Row("put, 1 client", "put", 1, 1, 8_000, goal="≥ 1.2 ×"),
        Row("put, 100 clients, 10 connections", "put", 100, 10, 50_000, goal="≥ 3 ×, p99 ≤ ¼"),
        Row("put, 1,000 clients, 100 connections", "put", 1_000, 100, 50_000, goal="≥ 4 ×"),
        Row("linearizable range, 1 client", "range", 1, 1, 15_000, goal="≥ 1.3 ×"),
        Row("linearizable range, 100 clients", "range", 100, 10, 60_000, goal="≥ 3 ×"),
        Row("linearizable range, 1,000 clients", "range", 1_000, 100, 50_000, goal="≥ 4 ×"),
        Row("serializable range, 1,000 clients", "range", 1_000, 100, 50_000, "s", goal="≥ 4 ×"),
    ),
)

THREE = Workload(
    None,
    (warm("put", 60_000), warm("range", 40_000)),
    (
        Row("put, 1 client at the leader", "put", 1, 1, 4_000, leader_only=True, goal="≥ 1.3 ×"),
        Row("put, 3 clients, one at each member", "put", 3, 3, 6_000),
        Row("put, 100 clients over all", "put", 100, 10, 30_000, goal="≥ 3 ×"),
        Row("put, 1,000 clients over all", "put", 1_000, 100, 30_000, goal="≥ 4 ×"),
        Row("linearizable range, 100 clients over all", "range", 100, 10, 40_000, goal="≥ 2.5 ×"),
        Row("linearizable range, 1,000 clients over all", "range", 1_000, 100, 40_000,
            goal="≥ 2.5 ×"),
    ),
)

BY_MEMBERS = {1: ONE, 3: THREE}
