"""What a line of the tables is: a load of one kind, and how a tool is asked for it."""

import dataclasses

# A rate that comes out of a run with few requests may be less than one.
RATE_MIN = 10


@dataclasses.dataclass(frozen=True)
class Operation:
    """What etcd's load tool is asked to do."""

    words: tuple
    total_option: str = "--total"
    # The report has so many answers for each request, below the heading if there is one.
    answers: int = 1
    heading: str = ""
    # False when the tool does not measure how long an answer takes.
    timed: bool = True


@dataclasses.dataclass(frozen=True)
class Row:
    """Requests from so many clients at once, each with its next as soon as the last is answered."""

    name: str
    operation: Operation
    clients: int
    connections: int
    total: int
    leader_only: bool = False
    # Requests per second in multiples of etcd's; 0 when there is no goal.
    goal: float = 0
    goal_p99: str = ""

    def arguments(self):
        """The load tool's arguments, without the endpoints."""
        shared = ["--conns", self.connections, "--clients", self.clients, "--precise"]
        if self.leader_only:
            shared.append("--target-leader")
        own = [*self.operation.words, self.operation.total_option, self.total]
        return [str(word) for word in [*shared, *own]]

    def answers(self):
        return self.total * self.operation.answers

    def scaled(self, smoke):
        """The row with a few requests for each client when it is only to be seen to work."""
        if not smoke:
            return self
        few = 10 if self.operation.answers > 1 else max(400, 2 * self.clients)
        return dataclasses.replace(self, total=min(few, self.total))


@dataclasses.dataclass(frozen=True)
class PacedRow:
    """Requests of `metastore bench`, so many in a second whatever the answers take."""

    name: str
    words: tuple
    clients: int
    connections: int
    # Half of what etcd reaches in the row of that name, or a rate that is the same everywhere.
    limit_of: str = ""
    rate: int = 0
    answers: int = 1
    seconds: int = 5
    warm_up_seconds: int = 3

    def key(self):
        """What it is called in the results, where rows of both kinds may have the same name."""
        return f"at a rate: {self.name}"

    def rate_for(self, limit):
        """The rate, when the row whose limit counts reached that many requests per second."""
        return self.rate or max(RATE_MIN, int(limit / 2))

    def arguments(self, rate):
        """The tool's arguments, without the endpoints."""
        return [str(word) for word in [
            *self.words, "--clients", self.clients, "--connections", self.connections,
            "--rate", rate, "--duration", f"{self.seconds}s",
            "--warm-up", f"{self.warm_up_seconds}s"]]

    def requests(self, per_second):
        """How many were answered in all, those of the warm-up included."""
        return per_second * (self.seconds + self.warm_up_seconds)

    def scaled(self, smoke):
        if not smoke:
            return self
        return dataclasses.replace(self, rate=min(self.rate or 100, 100), seconds=1,
                                   warm_up_seconds=0)
