#!/usr/bin/env python3
"""The acceptance scenario, one phase per call; acceptance.sh calls them in order.

    scenario.py --server URL --pki DIR --state FILE --seconds N fill
    scenario.py … restart --hook COMMAND     the store is restarted under the running API server
    scenario.py … verify                     after a restart of the API server
    scenario.py … direct                     against an API server without watch cache
    scenario.py … compacted                  against one that compacts every two seconds

Each step prints one line with its time. The first failure ends the program with status 1 and one
sentence. What a later phase must find is kept in the state file.
"""

import argparse
import contextlib
import json
import os
import re
import secrets
import signal
import subprocess
import sys
import time
import traceback

import objects
import watches
from client import Api, Failure, Gone

RECOVERY_SECONDS = 60
RESTART_WRITES = 10


class Step:
    """Prints what a step did and how long it took; `current` names the step of a failure."""

    current = "start"

    def __init__(self, name):
        Step.current = name
        self._name, self._detail = name, ""

    def __enter__(self):
        self._started = time.monotonic()
        return self

    def note(self, detail):
        self._detail = f": {detail}"

    def seconds(self):
        return time.monotonic() - self._started

    def __exit__(self, kind, *_):
        if kind is None:
            print(f"ok {self.seconds():7.2f} s  {self._name}{self._detail}", flush=True)


class Scenario:
    """The phases over one API server and the state that they share."""

    def __init__(self, api, state, hook_log):
        self.api, self.state, self.hook_log = api, state, hook_log

    def fill(self):
        api, run = self.api, "acceptance-" + secrets.token_hex(4)
        side = run + "-watched"
        for name in run, side:
            namespace = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name}}
            api.create("/api/v1/namespaces", namespace)
        watched = objects.path_of(side, "configmaps")
        self.state.update(run=run, watched=watched)

        with Step("events created under a lease"):
            events_started = objects.create_events(api, run)
        with Step("objects created") as step:
            kept = self.state["objects"] = objects.create_all(api, run)
            count = sum(len(things) for things in kept.values())
            step.note(f"{count} objects, {count / step.seconds():.0f}/s")
        self._list_changing(kept)
        with Step("lists streamed as watches"):
            for path, wanted in kept.items():
                watches.streamed_list(api, path, wanted)
        with Step("lists contain every write answered before"):
            objects.read_own_writes(api, watched)
        with Step("batch watched, every event once and in order") as step:
            start, events = watches.watch_batch(api, watched)
            self.state.update(start=start, events=events)
            step.note(f"{len(events)} events")
        with Step("watch resumed from old revisions and by a selector"):
            watches.resume(api, watched, start, events)
        with Step("conflicting updates answered 409, one of 16 wins"):
            for path, wanted in kept.items():
                name = sorted(wanted)[0]
                wanted[name] = objects.fingerprint(objects.conflict(api, path, name))
        self._delete(kept)
        with Step("events gone after their TTL and not before") as step:
            age = objects.events_left(api, run, events_started)
            step.note(f"TTL {objects.EVENT_TTL_SECONDS} s, none left {age:.0f} s after creation")
        self._consistent_reads()

    def _list_changing(self, kept):
        with Step("lists paged while objects change, each object once") as step:
            pages = []
            for path, wanted in kept.items():
                kept[path], count = objects.list_while_changing(self.api, path, wanted)
                pages.append(count)
            step.note(f"{pages[0]} + {pages[1]} pages")

    def _delete(self, kept):
        config_maps = objects.path_of(self.state["run"], "configmaps")
        listed = self.api.get(config_maps, limit=1)
        before = listed["metadata"]["resourceVersion"]
        self.state["old"] = {"path": config_maps, "revision": before, "at": kept[config_maps]}
        with Step("collections deleted by a selector") as step:
            total = 0
            for path, wanted in kept.items():
                kept[path], count = objects.delete_half(self.api, path, wanted)
                total += count
            step.note(f"{total} objects, {total / step.seconds():.0f}/s")

    def _consistent_reads(self):
        """The server reads lists from its cache only if the store's progress reports work."""
        with Step("lists served from the watch cache after progress reports") as step:
            text = self.api.call("GET", "/metrics").expect(200)
            counts = {"true": 0, "false": 0}
            sample = r'^apiserver_watch_cache_consistent_read_total\{.*success="(\w+)"\} (\S+)$'
            for success, count in re.findall(sample, text, re.MULTILINE):
                counts[success] += int(float(count))
            step.note(f"{counts['true']} served, {counts['false']} not in time")
            if counts["true"] == 0:
                raise Failure("no consistent list was served from the watch cache")

    def restart(self, hook):
        api, path = self.api, self.state["watched"]
        with Step("store restarted under the running API server") as step:
            follower = watches.Follower(api, path)
            names = [f"restart-{number:02}" for number in range(2 * RESTART_WRITES)]
            following = watches.Background(lambda: follower.until(names[-1], RECOVERY_SECONDS))
            for name in names[:RESTART_WRITES]:
                api.create(path, objects.config_map(name))
            self._run_hook(hook)
            step.note(f"the hook took {step.seconds():.1f} s")
        with Step("API server writes and watches on after it") as step:
            for name in names[RESTART_WRITES:]:
                self._create_patiently(path, name)
            following.result(RECOVERY_SECONDS)
            if follower.seen != names:
                raise Failure(f"a watch over the restart saw {follower.seen}, not {names}")
            step.note(f"watch resumed {follower.resumed} and listed {follower.listed} times")
        self._unchanged()

    def _run_hook(self, hook):
        """Runs it with its output in a file, which a store that it starts may keep open."""
        with open(self.hook_log, "w+", encoding="utf-8", errors="replace") as log:
            command = ["bash", "-c", hook]
            ended = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
            if ended.returncode != 0:
                log.seek(0)
                last = " / ".join(log.read().strip().splitlines()[-3:])
                raise Failure(f"the restart hook ended with {ended.returncode}: {last}")

    def _create_patiently(self, path, name):
        deadline = time.monotonic() + RECOVERY_SECONDS
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                answer = self.api.call("POST", path, objects.config_map(name))
                # An earlier attempt that was not answered may have been done all the same.
                if answer.status in (201, 409):
                    return
                if answer.status < 500:
                    answer.expect(201)
            time.sleep(0.1)
        raise Failure(f"{name} could not be created within {RECOVERY_SECONDS} s of the restart")

    def verify(self):
        self._unchanged()
        with Step("new writes continue the old revisions"):
            newest = max(int(self.state["newest"]), self.state["events"][-1][2])
            thing = objects.config_map("after-" + secrets.token_hex(4))
            created = self.api.create(self.state["watched"], thing)
            if watches.revision(created) <= newest:
                raise Failure(f"a new object has revision {watches.revision(created)},"
                              f" but {newest} was given before")

    def _unchanged(self, limit=300):
        with Step("objects unchanged, deleted ones absent") as step:
            total = 0
            for path, wanted in self.state["objects"].items():
                found, _ = objects.list_pages(self.api, path, limit)
                objects.compare(f"list of {path}", found, wanted)
                total += len(found)
            step.note(f"{total} objects with their resourceVersion and uid")

    def direct(self):
        api, state = self.api, self.state
        self._unchanged()
        self._list_changing(state["objects"])
        with Step("old revision listed whole, with what was deleted since"):
            old = state["old"]
            found = objects.list_at(api, old["path"], old["revision"])
            objects.compare(f"list at revision {old['revision']}", found, old["at"])
        with Step("batch watched again from its revision") as step:
            watches.resume(api, state["watched"], state["start"], state["events"])
            step.note(f"{len(state['events'])} events, as they were seen first")
        with Step("another batch watched"):
            side = {"apiVersion": "v1", "kind": "Namespace"}
            name = f"{state['run']}-direct"
            api.create("/api/v1/namespaces", {**side, "metadata": {"name": name}})
            path = objects.path_of(name, "configmaps")
            start, events = watches.watch_batch(api, path)
            watches.resume(api, path, start, events)

    def compacted(self):
        api, state = self.api, self.state
        with Step("compacted revisions answered 410") as step:
            self._await_compaction()
            old = state["old"]
            query = {"resourceVersion": old["revision"], "resourceVersionMatch": "Exact"}
            api.call("GET", old["path"], **query).expect(410)
            step.note(f"the compaction took {step.seconds():.1f} s to come")
        # In one page: the next compaction could make a continue token expire.
        self._unchanged(limit=objects.CONFIG_MAPS)

    def _await_compaction(self):
        deadline = time.monotonic() + RECOVERY_SECONDS
        while time.monotonic() < deadline:
            try:
                next(self.api.watch(self.state["watched"], 5, resourceVersion=self.state["start"]))
            except Gone:
                return
            time.sleep(0.5)
        raise Failure(f"revision {self.state['start']} was not compacted in {RECOVERY_SECONDS} s")

    def remember_newest(self):
        """Notes the newest revision that the store has given to anybody."""
        newest = int(self.api.get(self.state["watched"], limit=1)["metadata"]["resourceVersion"])
        if newest < int(self.state.get("newest", 0)):
            raise Failure(f"the store is at revision {newest}, after {self.state['newest']}")
        self.state["newest"] = newest


def out_of_time(*_):
    raise Failure("the time for the whole scenario is over")


def main():
    parser = argparse.ArgumentParser()
    for option in "--server", "--pki", "--state":
        parser.add_argument(option, required=True)
    parser.add_argument("--seconds", type=int, required=True)
    parser.add_argument("--hook")
    phases = ["fill", "restart", "verify", "direct", "compacted"]
    parser.add_argument("phase", choices=phases)
    options = parser.parse_args()
    signal.signal(signal.SIGALRM, out_of_time)
    signal.alarm(max(1, options.seconds))

    state = {}
    if os.path.exists(options.state):
        with open(options.state, encoding="utf-8") as file:
            state = json.load(file)
    hook_log = os.path.join(os.path.dirname(options.state), "hook.log")
    scenario = Scenario(Api(options.server, options.pki), state, hook_log)
    arguments = [options.hook] if options.phase == "restart" else []
    try:
        getattr(scenario, options.phase)(*arguments)
        scenario.remember_newest()
    except Exception as failure:
        if not isinstance(failure, (Failure, OSError)):
            traceback.print_exc()
        print(f"FAILED  {Step.current}: {str(failure) or repr(failure)}", flush=True)
        # Threads may still wait for answers; nothing of theirs is worth waiting for.
        os._exit(1)
    except KeyboardInterrupt:
        os._exit(130)
    with open(options.state, "w", encoding="utf-8") as file:
        json.dump(state, file)


if __name__ == "__main__":
    main()
