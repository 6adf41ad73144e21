"""Runs etcd's load tool and reads its report."""

import dataclasses
import re
import subprocess


class Failure(Exception):
    """A run that says nothing about speed, as one sentence with the tool's last words."""


@dataclasses.dataclass(frozen=True)
class Report:
    """What the load tool saw of one run; percentiles in milliseconds."""

    per_second: float
    p50_millis: float
    p99_millis: float


def run(tool, endpoints, arguments, total, limit_seconds):
    """One run of the tool. A server that vanishes leaves the tool waiting, hence the limit."""
    command = [tool, "--endpoints", endpoints, *arguments]
    try:
        ended = subprocess.run(command, capture_output=True, text=True, errors="replace",
                               stdin=subprocess.DEVNULL, timeout=limit_seconds)
    except subprocess.TimeoutExpired:
        raise Failure(f"not done within {limit_seconds} s: {' '.join(arguments)}") from None
    if ended.returncode != 0:
        raise Failure(f"status {ended.returncode} of {' '.join(arguments)}: {ended.stderr[-500:]}")
    return parse(ended.stdout, total)


def parse(text, total):
    """Reads a report; one with errors, or that misses some of the requests, is a failure."""
    if "Error distribution" in text:
        errors = text.split("Error distribution:")[1].strip()
        raise Failure(f"requests were answered with errors: {errors[:500]}")
    answered = sum(int(count) for count in re.findall(r"^\s+\S+ \[(\d+)\]\t\|", text, re.M))
    if answered != total:
        raise Failure(f"{answered} of {total} requests are in the report: {text[-500:]}")
    return Report(
        per_second=number(r"Requests/sec:\s+(\S+)", text),
        p50_millis=1000 * number(r"^\s+50% in (\S+) secs", text),
        p99_millis=1000 * number(r"^\s+99% in (\S+) secs", text),
    )


def number(pattern, text):
    found = re.search(pattern, text, re.M)
    if not found:
        raise Failure(f"no {pattern} in the report: {text[-500:]}")
    return float(found.group(1))
