"""Watches: every event once and in order, from now, from an old revision and over a restart."""

import threading
import time

from client import REQUEST_SECONDS, Failure, Gone, in_parallel
from objects import by_name, compare, config_map

OBJECTS = 100
SILENCE_SECONDS = 30
MARKER = "zz-marker"


class Background(threading.Thread):
    """A thread whose failure is raised where its result is asked for."""

    def __init__(self, function):
        super().__init__(daemon=True)
        self._function = function
        self._outcome = (None, Failure("a background step did not end"))
        self.start()

    def run(self):
        try:
            self._outcome = (self._function(), None)
        except Exception as failure:
            self._outcome = (None, failure)

    def result(self, seconds):
        self.join(seconds)
        value, failure = self._outcome
        if failure is not None:
            raise failure
        return value


def revision(thing):
    return int(thing["metadata"]["resourceVersion"])


def record(kind, thing):
    """An event as it is kept and compared: [type, name, resourceVersion, step]."""
    return [kind, thing["metadata"]["name"], revision(thing), thing["data"]["step"]]


def events_until_marker(api, path, start, **query):
    """The events after a revision up to the one of the marker object."""
    events = []
    for kind, thing in api.watch(path, SILENCE_SECONDS, resourceVersion=start, **query):
        if thing["metadata"]["name"] == MARKER:
            return events
        events.append(record(kind, thing))
    raise Failure(f"a watch of {path} from {start} ended after {len(events)} events")


def write_batch(api, path):
    """Creates, updates twice and deletes every other object; returns the events it must cause.

    The answer to a deletion carries no revision, so those events have None in its place.
    """

    def life(number):
        name, caused = f"watched-{number:03}", []
        thing = api.create(path, config_map(name, {"state": "open"}, step="created"))
        caused.append(record("ADDED", thing))
        for step, state in ("updated", "open"), ("closed", "closed"):
            thing["data"]["step"], thing["metadata"]["labels"]["state"] = step, state
            thing = api.update(path, thing)
            caused.append(record("MODIFIED", thing))
        if number % 2:
            api.call("DELETE", f"{path}/{name}").expect(200)
            caused.append(["DELETED", name, None, "closed"])
        return caused

    caused = [event for events in in_parallel(life, range(OBJECTS)) for event in events]
    api.create(path, config_map(MARKER, {"state": "open"}, step="created"))
    return caused


def check_batch(events, caused):
    revisions = [event[2] for event in events]
    for before, after in zip(revisions, revisions[1:]):
        if before >= after:
            raise Failure(f"a watch delivered revision {after} after {before}")
    written = sorted((event for event in caused if event[2]), key=lambda event: event[2])
    same("a watch of a batch of writes", [e for e in events if e[0] != "DELETED"], written)
    # A deleted object arrives with the content it had last, and after its last update.
    last = {event[1]: event[2] for event in written}
    deleted = [event for event in events if event[0] == "DELETED"]
    wanted = sorted(event[1::2] for event in caused if event[0] == "DELETED")
    same("the deletions of a batch", sorted(event[1::2] for event in deleted), wanted)
    for _, name, at, _ in deleted:
        if at <= last[name]:
            raise Failure(f"{name} was deleted at {at}, before its last update at {last[name]}")


def same(what, found, wanted):
    if found == wanted:
        return
    where = next(
        (i for i, pair in enumerate(zip(found, wanted)) if pair[0] != pair[1]),
        min(len(found), len(wanted)),
    )
    raise Failure(
        f"{what}: {len(found)} events, not {len(wanted)}; the first difference is number {where}:"
        f" {found[where:where + 1]}, not {wanted[where:where + 1]}"
    )


def watch_batch(api, path):
    """Watches while a batch is written; returns the start revision and the events."""
    start = api.get(path, limit=1)["metadata"]["resourceVersion"]
    watching = Background(lambda: events_until_marker(api, path, start))
    caused = write_batch(api, path)
    events = watching.result(REQUEST_SECONDS)
    check_batch(events, caused)
    return start, events


def resume(api, path, start, events):
    """Watches again from the start, from the middle and by a selector."""
    same("a watch from the start", events_until_marker(api, path, start), events)
    middle = len(events) // 2
    tail = events_until_marker(api, path, events[middle][2])
    same("a watch resumed in the middle", tail, events[middle + 1:])

    # For a selector an update that leaves the selection is a deletion, which shows the content
    # before it. This is what the previous value of a watch event is for.
    chosen = []
    for kind, name, at, step in events:
        if step != "closed":
            chosen.append([kind, name, at, step])
        elif kind == "MODIFIED":
            chosen.append(["DELETED", name, at, "updated"])
    found = events_until_marker(api, path, start, labelSelector="state=open")
    same("a watch by a label selector", found, chosen)


def streamed_list(api, path, wanted):
    """A list delivered as a watch that begins with all objects and a bookmark."""
    found = []
    stream = api.watch(
        path, SILENCE_SECONDS, sendInitialEvents="true", allowWatchBookmarks="true",
        resourceVersionMatch="NotOlderThan",
    )
    for kind, thing in stream:
        if kind == "BOOKMARK":
            break
        found.append(thing)
    compare(f"streamed list of {path}", by_name(found), wanted)


class Follower:
    """Follows a path the way an informer does: resumes where it was, lists again when told to."""

    def __init__(self, api, path):
        self._api, self._path = api, path
        self.seen, self.resumed, self.listed = [], 0, 0
        listed = api.get(path)
        self._revision = listed["metadata"]["resourceVersion"]
        self._outdated = False
        self._known = {thing["metadata"]["name"] for thing in listed["items"]}

    def until(self, name, seconds):
        deadline, last = time.monotonic() + seconds, "no event came"
        while time.monotonic() < deadline:
            try:
                if self._outdated:
                    self._list_again()
                if name in self.seen or self._until(name):
                    return
            except (Failure, OSError) as failure:
                # The store may be away; the deadline bounds this.
                last = str(failure)
                self._outdated = self._outdated or isinstance(failure, Gone)
                time.sleep(0.2)
            self.resumed += 1
        raise Failure(
            f"a watch of {self._path} did not see {name} within {seconds} s; last: {last}"
        )

    def _until(self, name):
        stream = self._api.watch(self._path, SILENCE_SECONDS, resourceVersion=self._revision)
        for _, thing in stream:
            self._revision = thing["metadata"]["resourceVersion"]
            self.seen.append(thing["metadata"]["name"])
            if self.seen[-1] == name:
                return True
        return False

    def _list_again(self):
        listed = self._api.get(self._path)
        self._revision = listed["metadata"]["resourceVersion"]
        new = sorted(listed["items"], key=revision)
        known = self._known.union(self.seen)
        names = [thing["metadata"]["name"] for thing in new]
        self.seen += [name for name in names if name not in known]
        self.listed += 1
        self._outdated = False
