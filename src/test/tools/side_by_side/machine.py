"""The machine and the programs of a measurement, as lines of a list."""

import datetime
import os
import pathlib
import platform
import re
import subprocess


def describe(options):
    facts = {
        "Date": datetime.date.today().isoformat(),
        "Processor": f"{os.cpu_count()} × {processor()}",
        "Memory": f"{memory_gigabytes():.0f} GB",
        "System": f"{platform.system()} {platform.release()}",
        "etcd": line_of([options.etcd, "--version"], 0).removeprefix("etcd Version: "),
    }
    if options.java:
        facts |= {
            "JDK": line_of([options.java, "-version"], 1),
            "JVM options": f"`{options.java_options}`" if options.java_options else "none",
            "MetaStore": "commit " + line_of(
                ["git", "-C", pathlib.Path(__file__).parent, "describe", "--always", "--dirty"], 0),
        }
    return facts


def processor():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        found = re.search(r"^model name\s*:\s*(.+)$", file.read(), re.M)
    return found.group(1) if found else platform.machine()


def memory_gigabytes():
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def line_of(command, line):
    """The line with that number of what a program prints on either of its outputs."""
    ended = subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE,
                           stderr=subprocess.STDOUT)
    return ended.stdout.splitlines()[line].strip()
