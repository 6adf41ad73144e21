"""Programs that run in the background in a network namespace, known by their process ids."""
import os
import pathlib
import signal
import subprocess
import time

STOP_SECONDS = 15


def started_at(pid):
    """When the process began, in ticks of the kernel: tells it from a later one of the same id."""
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[19]
    except OSError:
        return None


class Processes:
    """What was started is written down, so that another process can end it."""

    def __init__(self, directory, namespace):
        self.logs = directory / "log"
        self.logs.mkdir(parents=True, exist_ok=True)
        self.table = directory / "processes"
        self.namespace = namespace

    def start(self, name, *command, env=None):
        with open(self.logs / f"{name}.log", "ab") as log:
            process = subprocess.Popen(
                ["nsenter", f"--net=/run/netns/{self.namespace}", *map(str, command)],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, process_group=0,
                env={**os.environ, **(env or {})})
        with open(self.table, "a", encoding="ascii") as table:
            table.write(f"{name} {process.pid} {started_at(process.pid)}\n")
        return process

    def started(self):
        """Name and process id of what still runs, last started first."""
        if not self.table.exists():
            return []
        rows = [line.split() for line in self.table.read_text().splitlines()]
        return [(name, int(pid)) for name, pid, began in reversed(rows)
                if started_at(int(pid)) == began]

    def stop(self, *names):
        """Ends those, or all; one that does not end by itself is killed."""
        for name, pid in self.started():
            if names and name not in names:
                continue
            os.kill(pid, signal.SIGTERM)
            until = time.monotonic() + STOP_SECONDS
            while self._runs(pid):
                if time.monotonic() > until:
                    os.kill(pid, signal.SIGKILL)
                time.sleep(0.1)

    @staticmethod
    def _runs(pid):
        try:
            # Ours must be waited for, those of another process cannot be.
            os.waitpid(pid, os.WNOHANG)
        except ChildProcessError:
            pass
        try:
            return ") Z " not in pathlib.Path(f"/proc/{pid}/stat").read_text()
        except OSError:
            return False
