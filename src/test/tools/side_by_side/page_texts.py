"""The sentences of the page about performance, with the heads of its tables."""

HEADER = """\
# Performance

Every number is measured next to real etcd, in the same run on the same machine, with the load tool
on the same cores. The ratios mean something; the absolute numbers only tell what machine it was.

{facts}

Values have 256 bytes where nothing else is said. All store on the same disk and wait for it. Each
round starts a fresh cluster of etcd, then one of MetaStore with each engine, and puts all of them
through the same. The first requests of fresh processes have a row of their own; all other rows
follow a warm-up with requests of each kind. The numbers are medians of {rounds}. Requests come from
etcd's load tool, as fast as they are answered; those that come at a rate are from
[`metastore bench`](bench.md), whose latencies count from the moment a request was due, against all
of them.

The page is written by

```sh
{command}
```

Nothing else should use the machine meanwhile. With `--results DIRECTORY` a run can be stopped, and
goes on where it was; `--only one`, `three` or `growth` and `--engines` make parts of it.
`src/test/tools/side-by-side.sh --help` says more.
"""

RATIOS = """\
MetaStore in multiples of etcd: more is better for requests per second, less for everything else. In
parentheses the lowest and the highest ratio of a round. "At most" is what a server would reach that
took no processor time at all: the load tool, whose own time for a request was measured, needs the
processors as well. "Leaves" is the server CPU per request with which the goal would be reached beside
it. A gRPC server in Java that does nothing at all takes 14 to 17 µs. [profile.md](profile.md) says
what bounds the rows that miss their goal.

| work | engine | requests per second | p50 | p99 | server CPU per request | at most | goal | leaves |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
"""

ABSOLUTE = """\
The same in absolute numbers; server CPU is that of all members together.

| work | | requests per second | p50 | p99 | server CPU per request |
| --- | --- | --- | --- | --- | --- |
"""

PACED = """\
At a rate that all can keep, which is half of what etcd reached above where nothing else is said, 100
clients. A cluster that is loaded as much as possible tells how long its queue is; this tells how
soon it answers.

| work | | requests per second | p50 | p99 | server CPU per request |
| --- | --- | --- | --- | --- | --- |
"""

MEMORY = """\
## Resident memory

All members together; the end is that before the large values.

| cluster | when | etcd | memory engine | ratio | RocksDB engine | ratio |
| --- | --- | --- | --- | --- | --- | --- |
"""
