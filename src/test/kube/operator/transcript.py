"""Runs steps one after the other, prints what happened and writes it down as a page."""
import time

from load import now

# An election and what clients need to find the new leader; a look by the load takes a quarter of a second.
MOVE_BEFORE_MILLIS = 5_000
MOVE_AFTER_MILLIS = 15_000


class Step:
    def __init__(self, title, done, seen, seconds, report, disturbing):
        self.title = title
        self.done = done
        self.seen = seen
        self.seconds = seconds
        self.report = report
        self.disturbing = disturbing

    def errors(self):
        """How many errors clients saw, and from the first to the last of them how long."""
        errors = self.report["errors"] if self.report else []
        if not errors:
            return "none"
        span = (errors[-1]["at"] - errors[0]["at"] + errors[0]["millis"]) / 1000
        kinds = sorted({short(error["text"]) for error in errors})
        return f"{len(errors)} within {span:.1f} s: " + "; ".join(kinds)

    def load(self):
        if not self.report:
            return "no clients"
        return (f"{self.report['acknowledged']} writes acknowledged, "
                f"slowest {self.report['slowestMillis']} ms, "
                f"leader moved {len(self.report['moves'])} times")


def short(text):
    """An error without addresses, so that equal ones are told once."""
    for mark in (": connection error", " desc = ", "dial tcp"):
        before, found, after = text.partition(mark)
        if found:
            return (after if mark == " desc = " else before + mark).strip()[:100]
    return text[:100]


def unexplained(report):
    """Errors that no move of the leader explains."""
    moves = [move["at"] for move in report["moves"]]
    return [error for error in report["errors"] if not any(
        error["at"] >= move - MOVE_BEFORE_MILLIS
        and error["at"] - error["millis"] <= move + MOVE_AFTER_MILLIS for move in moves)]


class Transcript:
    def __init__(self):
        self.steps = []
        self.load = None

    def run(self, title, done, action, disturbing=False):
        """The action says what it saw; `disturbing` takes a member away, clients may notice."""
        print(f"--  {title}", flush=True)
        began, since = time.monotonic(), now()
        seen = action()
        report = self.load.report(since) if self.load else None
        step = Step(title, done, seen, time.monotonic() - began, report, disturbing)
        self.steps.append(step)
        print(f"ok  {step.seconds:6.1f} s  {seen}\n      {step.load()}; errors: {step.errors()}",
              flush=True)
        if report:
            if report["stale"]:
                raise AssertionError(f"reads that missed an acknowledged write: {report['stale']}")
            if not disturbing and unexplained(report):
                raise AssertionError(f"errors without a move of the leader: {unexplained(report)}")

    def page(self, facts):
        lines = ["# The operator on a whole cluster", "",
                 "`src/test/kube/operator-acceptance.sh` writes this page; [kubernetes](kubernetes.md)",
                 "says what it does. A step that failed would have ended the run.", ""]
        lines += [f"- {fact}" for fact in facts] + [""]
        for number, step in enumerate(self.steps, 1):
            lines += [f"## {number}. {step.title}", "", f"- Done: {step.done}",
                      f"- Seen: {step.seen}", f"- Time: {step.seconds:.0f} s"]
            if step.report:
                lines += [f"- Clients: {step.load()}", f"- Errors of clients: {step.errors()}"]
            lines.append("")
        return "\n".join(lines)
