"""Runs `metastore bench`, which keeps a rate, and reads its report."""

import json
import subprocess

import load

# A member that is slow shall show in the latencies, not end the run.
ANSWER_SECONDS_MAX = 60


def words(launcher, endpoints, arguments):
    return [launcher, "bench", *arguments, "--endpoints", endpoints, "-w", "json",
            "--command-timeout", f"{ANSWER_SECONDS_MAX}s"]


def run(launcher, endpoints, arguments, limit_seconds, each=1):
    """One run. Each request of the first series has so many answers in the last one."""
    return parse(load.output(words(launcher, endpoints, arguments), limit_seconds), each)


def start(launcher, endpoints, arguments):
    """Starts a run and returns when its requests have begun."""
    process = subprocess.Popen([*words(launcher, endpoints, arguments), "--progress"],
                               stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True, errors="replace")
    said = ""
    while "measured" not in said:
        part = process.stderr.read(1)
        if not part:
            process.kill()
            raise load.Failure(f"{' '.join(arguments)} did not begin: {said[-500:]}")
        said += part
    return process


def ended(process, limit_seconds, each=1):
    """Waits for a run that was started."""
    try:
        text, errors = process.communicate(timeout=limit_seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        raise load.Failure(f"not done within {limit_seconds} s: {process.args}") from None
    if process.returncode != 0:
        raise load.Failure(f"status {process.returncode} of {process.args}: {errors[-500:]}")
    return parse(text, each)


def parse(text, each=1):
    """Reads the last series of a report; errors and missing or repeated answers are a failure."""
    report = json.loads(text)
    for series in report["series"]:
        if series["failed"]:
            raise load.Failure(f"requests failed: {series['failures']}")
    if report["failure"] or report["unanswered"]:
        raise load.Failure(f"{report['unanswered']} unanswered: {report['failure']}")
    first, last = report["series"][0], report["series"][-1]
    if last["succeeded"] != each * first["succeeded"] or not first["succeeded"]:
        raise load.Failure(f"{last['succeeded']} answers to {first['succeeded']} requests, "
                           f"{each} wanted for each")
    return load.Report(last["perSecond"], last["p50Millis"], last["p99Millis"])
