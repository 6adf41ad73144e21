"""Runs etcd's load tool and reads its report."""

import dataclasses
import re
import subprocess


class Failure(Exception):
    """A run that says nothing about speed, as one sentence with the tool's last words."""


@dataclasses.dataclass(frozen=True)
class Report:
    """What a load tool saw of one run; percentiles in milliseconds."""

    per_second: float
    p50_millis: float
    p99_millis: float


def run(tool, endpoints, arguments, total, limit_seconds, heading=""):
    """One run of the tool, whose report has that many answers, below the heading if there is one."""
    words = [tool, "--endpoints", endpoints, *arguments]
    return parse(output(words, limit_seconds), total, heading)


def output(words, limit_seconds):
    """What a program prints. A server that vanishes may leave it waiting, hence the limit."""
    try:
        ended = subprocess.run(words, capture_output=True, text=True, errors="replace",
                               stdin=subprocess.DEVNULL, timeout=limit_seconds)
    except subprocess.TimeoutExpired:
        raise Failure(f"not done within {limit_seconds} s: {' '.join(words)}") from None
    if ended.returncode != 0:
        raise Failure(f"status {ended.returncode} of {' '.join(words)}: "
                      f"{ended.stdout[-500:]}{ended.stderr[-500:]}")
    return ended.stdout


def parse(text, total, heading=""):
    """Reads a report; one with errors, or that misses some of the answers, is a failure."""
    if heading not in text:
        raise Failure(f"no {heading} in the report: {text[-500:]}")
    text = text[text.index(heading):]
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
