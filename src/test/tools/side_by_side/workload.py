"""What is measured: the rows of the comparison and the number of requests behind each of them."""

import dataclasses

from row import Operation, PacedRow, Row

VALUE_BYTES = 256
KEYS = 100_000
RANGE_KEYS = 1_000
TXN_PUTS = 10
WATCHERS = 1_000
STREAMS = 10
LATENCY_WATCHERS = 100

# The load tool writes numbers as keys. One byte long, the number 33 becomes the letter B, the only
# kind of key that can be named on a command line.
RANGE_KEY = "B"
FILL_TOTAL = 128
FILL = ("put", "--total", str(FILL_TOTAL), "--key-size", "1", "--key-space-size", "64",
        "--val-size", str(VALUE_BYTES), "--sequential-keys", "--precise")
# Keys that have names come from the other tool.
FILL_RANGE = ("put", "--prefix", "list/", "--key-space", str(RANGE_KEYS), "--sequential",
              "--total", str(RANGE_KEYS), "--clients", "20")


def put(value_bytes, keys):
    return Operation(("put", "--key-size", 8, "--key-space-size", keys, "--val-size", value_bytes))


PUT = put(VALUE_BYTES, KEYS)
PUT_64_KIB = put(64 * 1024, 100)
PUT_512_KIB = put(512 * 1024, 100)
RANGE = Operation(("range", RANGE_KEY))
SERIALIZABLE_RANGE = Operation(("range", RANGE_KEY, "--consistency", "s"))
LIST = Operation(("range", "list/", "list0"))
TXN = Operation(("txn-put", "--txn-ops", TXN_PUTS, "--key-size", 8, "--key-space-size", KEYS,
                 "--val-size", VALUE_BYTES))
KEEPALIVE = Operation(("lease-keepalive",))
WATCH = Operation(("watch", "--streams", STREAMS, "--watch-per-stream", WATCHERS // STREAMS),
                  "--put-total", WATCHERS, "Watch events received summary", timed=False)

PACED_WATCH = PacedRow(
    f"event after its put, {LATENCY_WATCHERS} watchers of the key, 100 puts in a second",
    ("watch", "--watchers", LATENCY_WATCHERS, "--streams", STREAMS), 10, 10, rate=100,
    answers=LATENCY_WATCHERS)


@dataclasses.dataclass(frozen=True)
class Workload:
    """What one fresh cluster is put through, in this order."""

    first: Row
    warm_up: tuple[Row, ...]
    rows: tuple[Row, ...]
    paced: tuple[PacedRow, ...]
    # After the memory was looked at, to which large values would add what says nothing.
    large: tuple[Row, ...]

    def unpaced(self):
        return [*self.rows, *self.large, self.first]


def warm_up(members):
    """Requests of each kind that has a row.

    Code that runs for the first time is what the first row is about, and no other. A Java process
    compiles what it runs often, and each of three members sees a third of what there is.
    """
    def warm(operation, total, clients=100, connections=10):
        return Row("warm-up", operation, clients, connections, total)

    return (
        warm(RANGE, 80_000 * members), warm(SERIALIZABLE_RANGE, 20_000 * members),
        warm(LIST, 1_500 * members), warm(TXN, 6_000 * members),
        warm(KEEPALIVE, 40_000 * members), warm(WATCH, 2_000, 12, 12),
        warm(PUT, 60_000 * members), warm(PUT, 3_000, 3, 3), warm(RANGE, 6_000, 3, 3),
    )


ONE = Workload(
    Row("first 100,000 puts of a fresh process, 100 clients", PUT, 100, 10, 100_000),
    warm_up(1),
    (
        Row("put, 1 client", PUT, 1, 1, 6_000, goal=1.2),
        Row("put, 100 clients, 10 connections", PUT, 100, 10, 50_000, goal=3, goal_p99="≤ ¼"),
        Row("put, 1,000 clients, 100 connections", PUT, 1_000, 100, 50_000, goal=4),
        Row("linearizable range, 1 client", RANGE, 1, 1, 12_000, goal=1.3),
        Row("linearizable range, 100 clients", RANGE, 100, 10, 60_000, goal=3),
        Row("linearizable range, 1,000 clients", RANGE, 1_000, 100, 50_000, goal=4),
        Row("serializable range, 1,000 clients", SERIALIZABLE_RANGE, 1_000, 100, 50_000,
            goal=4),
        Row("range of 1,000 keys, 20 clients", LIST, 20, 10, 2_000),
        Row("txn of 10 puts, 100 clients", TXN, 100, 10, 10_000),
        Row("lease keepalive, 100 clients", KEEPALIVE, 100, 10, 30_000),
        Row("events to 1,000 watchers of one key", WATCH, 10, 10, 300),
    ),
    (
        PacedRow("put", ("put", "--key-space", KEYS), 100, 10,
                 limit_of="put, 100 clients, 10 connections"),
        PacedRow("linearizable range", ("range", "--key-space", 1_000), 100, 10,
                 limit_of="linearizable range, 100 clients"),
        PacedRow("txn of 10 puts", ("txn", "--ops", TXN_PUTS, "--key-space", KEYS), 100, 10,
                 limit_of="txn of 10 puts, 100 clients"),
        PacedRow("lease keepalive", ("lease-keepalive",), 100, 10,
                 limit_of="lease keepalive, 100 clients"),
        PACED_WATCH,
    ),
    (
        Row("put of 64 KiB, 20 clients", PUT_64_KIB, 20, 10, 3_000),
        Row("put of 512 KiB, 10 clients", PUT_512_KIB, 10, 10, 400),
    ),
)

THREE = Workload(
    Row("first 100,000 puts of three fresh processes, 100 clients over all", PUT, 100, 10,
        100_000),
    warm_up(3),
    (
        Row("put, 1 client at the leader", PUT, 1, 1, 3_000, leader_only=True, goal=1.3),
        Row("put, 3 clients, one at each member", PUT, 3, 3, 4_000),
        Row("put, 100 clients over all", PUT, 100, 10, 30_000, goal=3),
        Row("put, 1,000 clients over all", PUT, 1_000, 100, 30_000, goal=4),
        Row("linearizable range, 100 clients over all", RANGE, 100, 10, 40_000, goal=2.5),
        Row("linearizable range, 1,000 clients over all", RANGE, 1_000, 100, 40_000,
            goal=2.5),
        Row("range of 1,000 keys, 20 clients over all", LIST, 20, 10, 1_500),
        Row("txn of 10 puts, 100 clients over all", TXN, 100, 10, 6_000),
        Row("lease keepalive, 100 clients over all", KEEPALIVE, 100, 10, 15_000),
        Row("events to 1,000 watchers of one key, over all", WATCH, 12, 12, 200),
    ),
    (
        PacedRow("put", ("put", "--key-space", KEYS), 100, 9,
                 limit_of="put, 100 clients over all"),
        PacedRow("linearizable range", ("range", "--key-space", 1_000), 100, 9,
                 limit_of="linearizable range, 100 clients over all"),
    ),
    (
        Row("put of 64 KiB, 20 clients over all", PUT_64_KIB, 20, 9, 1_500),
    ),
)

BY_PART = {"one": ONE, "three": THREE}
