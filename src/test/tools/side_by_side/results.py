"""Keeps what was measured of each cluster in a file of its own, so that a run can go on later."""

import json
import pathlib

ETCD = "etcd"
CANDIDATES = ("memory", "rocksdb")
# The ending of a file until all of its cluster is measured.
PARTIAL = ".partial"


class Results:
    """The results of one cluster while it is measured."""

    def __init__(self, directory, number, part, product):
        self.final = file_of(directory, number, part, product)
        self.partial = self.final.with_suffix(PARTIAL)
        self.keys = {"round": number, "part": part, "product": product}
        self.partial.write_text("", encoding="utf-8")

    def add(self, row, **values):
        with open(self.partial, "a", encoding="utf-8") as file:
            print(json.dumps({**self.keys, "row": row, **values}), file=file)

    def add_facts(self, facts):
        with open(self.partial, "a", encoding="utf-8") as file:
            print(json.dumps({**self.keys, "facts": facts}), file=file)

    def done(self):
        self.partial.rename(self.final)


def file_of(directory, number, part, product):
    return pathlib.Path(directory) / f"{number}-{part}-{product}.jsonl"


def read(directory):
    """The lines of all clusters that are measured."""
    return [json.loads(line) for file in sorted(pathlib.Path(directory).glob("*.jsonl"))
            for line in file.read_text(encoding="utf-8").splitlines()]


def limit(directory, part, row):
    """Requests per second that etcd reached in its first run of a row, or None."""
    files = [file for suffix in (".jsonl", PARTIAL)
             for file in pathlib.Path(directory).glob(f"*-{part}-{ETCD}{suffix}")]
    for file in sorted(files, key=lambda each: int(each.name.split("-")[0])):
        for line in file.read_text(encoding="utf-8").splitlines():
            found = json.loads(line)
            if found.get("row") == row:
                return found["per_second"]
    return None
