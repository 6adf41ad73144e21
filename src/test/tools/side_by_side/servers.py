"""What the system says about the processes of a cluster."""

import os

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pids):
    """Processor time that the processes have used so far, in user and in system mode."""
    return sum(cpu_ticks(pid) for pid in pids) / TICKS_PER_SECOND


def cpu_ticks(pid):
    with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
        # The name of the program, which may contain blanks, ends with the last parenthesis.
        fields = stat.read().rpartition(")")[2].split()
    user_ticks, system_ticks = fields[11:13]
    return int(user_ticks) + int(system_ticks)


def resident_megabytes(pids):
    """Resident memory of the processes, added up."""
    return sum(resident_kilobytes(pid) for pid in pids) / 1024


def resident_kilobytes(pid):
    with open(f"/proc/{pid}/status", encoding="utf-8") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))
