"""Writing, listing, updating and deleting objects, and what each must leave behind."""

import hashlib
import json
import time

from client import Failure, in_parallel

CONFIG_MAPS = 2000
WIDGETS = 500
WIDGET_GROUP = "acceptance.metastore.io/v1"
# Given to the API server as --event-ttl by acceptance.sh.
EVENT_TTL_SECONDS = 10


def path_of(namespace, plural):
    group = f"apis/{WIDGET_GROUP}" if plural == "widgets" else "api/v1"
    return f"/{group}/namespaces/{namespace}/{plural}"


def config_map(name, labels=None, **data):
    metadata = {"name": name, "labels": labels or {}}
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata, "data": data}


def widget(name, labels, size):
    metadata = {"name": name, "labels": labels}
    spec = {"size": size, "text": f"widget number {size}"}
    return {"apiVersion": WIDGET_GROUP, "kind": "Widget", "metadata": metadata, "spec": spec}


def fingerprint(thing):
    """What must stay the same while nobody writes: [uid, resourceVersion, digest of the rest]."""
    # The items of a list leave out the two fields that the list itself carries.
    rest = {key: thing[key] for key in thing if key not in ("kind", "apiVersion")}
    digest = hashlib.sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()
    return [thing["metadata"]["uid"], thing["metadata"]["resourceVersion"], digest]


def by_name(things):
    """Fingerprints by name; a name that comes twice fails."""
    found = {}
    for thing in things:
        name = thing["metadata"]["name"]
        if name in found:
            raise Failure(f"{name} was listed twice")
        found[name] = fingerprint(thing)
    return found


def compare(what, found, wanted):
    missing = sorted(wanted.keys() - found.keys())
    extra = sorted(found.keys() - wanted.keys())
    changed = sorted(n for n in wanted.keys() & found.keys() if wanted[n] != found[n])
    if missing or extra or changed:
        example = ""
        if changed:
            example = f"; {changed[0]}: {found[changed[0]]}, not {wanted[changed[0]]}"
        raise Failure(
            f"{what}: {len(missing)} missing {missing[:3]}, {len(extra)} unexpected {extra[:3]},"
            f" {len(changed)} changed {changed[:3]} of {len(wanted)}{example}"
        )


def create_all(api, namespace):
    """Creates the config maps and widgets; returns fingerprints by path and name."""
    objects = {}
    for plural, count in ("configmaps", CONFIG_MAPS), ("widgets", WIDGETS):
        path = path_of(namespace, plural)

        def create(number):
            labels = {"half": "odd" if number % 2 else "even"}
            name = f"{plural[:-1]}-{number:05}"
            if plural == "widgets":
                return api.create(path, widget(name, labels, number))
            return api.create(path, config_map(name, labels, number=str(number), text="x" * 200))

        objects[path] = by_name(in_parallel(create, range(count)))
    return objects


def list_pages(api, path, limit, between=lambda: None):
    """Lists by limit and continue, with `between` done after the first page."""
    versions, things, pages = set(), [], 0
    for page in api.pages(path, limit):
        versions.add(page["metadata"]["resourceVersion"])
        things += page["items"]
        pages += 1
        if len(page["items"]) > limit:
            raise Failure(f"a page of {path} has {len(page['items'])} items, more than {limit}")
        if pages == 1:
            remaining = page["metadata"].get("remainingItemCount", 0)
            between()
    if len(versions) != 1:
        raise Failure(f"the pages of {path} come from different revisions: {sorted(versions)}")
    if len(things) > limit and limit + remaining != len(things):
        raise Failure(
            f"the first page of {path} said that {remaining} items remain after {limit},"
            f" but {len(things)} came"
        )
    return by_name(things), pages


def list_while_changing(api, path, wanted):
    """A paged list shows the state of its first page, whatever is written meanwhile."""
    names = sorted(wanted)
    after = dict(wanted)

    def change():
        api.call("DELETE", f"{path}/{names[-1]}").expect(200)
        del after[names[-1]]
        thing = api.get(f"{path}/{names[-2]}")
        thing["metadata"]["labels"]["changed"] = "true"
        after[names[-2]] = fingerprint(api.update(path, thing))
        late = config_map("zz-late") if path.endswith("configmaps") else widget("zz-late", {}, 1)
        after["zz-late"] = fingerprint(api.create(path, late))

    found, pages = list_pages(api, path, 137, change)
    compare(f"paged list of {path} while it changed", found, wanted)
    found, _ = list_pages(api, path, 500)
    compare(f"paged list of {path} after the change", found, after)
    return after, pages


def read_own_writes(api, path):
    """A list that starts after a write was answered contains it."""

    def write_and_list(number):
        name = f"own-{number:03}"
        api.create(path, config_map(name))
        names = [thing["metadata"]["name"] for thing in api.get(path)["items"]]
        if name not in names:
            raise Failure(f"a list of {path} missed {name}, whose creation was answered before")

    in_parallel(write_and_list, range(40), workers=4)


def conflict(api, path, name):
    """Of many updates of one revision exactly one wins; returns the object as it is then."""
    original = api.get(f"{path}/{name}")

    def attempt(number):
        mine = json.loads(json.dumps(original))
        mine["metadata"]["labels"]["winner"] = str(number)
        return api.call("PUT", f"{path}/{name}", mine)

    answers = in_parallel(attempt, range(16))
    winners = [answer.body for answer in answers if answer.status == 200]
    if len(winners) != 1:
        raise Failure(f"{len(winners)} of 16 updates of one revision of {name} won, not 1")
    for answer in answers:
        if answer.status != 200 and answer.expect(409)["reason"] != "Conflict":
            raise Failure(f"{answer.what} was answered 409 {answer.body['reason']}, not Conflict")

    again = api.call("POST", path, {**original, "metadata": {"name": name}}).expect(409)
    if again["reason"] != "AlreadyExists":
        raise Failure(f"creating {name} again was answered {again['reason']}, not AlreadyExists")
    stale = {"preconditions": {"resourceVersion": original["metadata"]["resourceVersion"]}}
    api.call("DELETE", f"{path}/{name}", stale).expect(409)

    now = api.get(f"{path}/{name}")
    if fingerprint(now) != fingerprint(winners[0]):
        raise Failure(f"{name} is not what the winning update was answered")
    return now


def create_events(api, namespace, count=20):
    """Events are kept under a lease; returns the moment before the first was created."""
    path, started = path_of(namespace, "events"), time.time()
    for number in range(count):
        api.create(path, {
            "apiVersion": "v1", "kind": "Event", "metadata": {"name": f"event-{number:02}"},
            "involvedObject": {"kind": "Namespace", "name": namespace, "namespace": namespace},
            "reason": "Acceptance", "message": "expires", "type": "Normal",
        })
    events_left(api, namespace, started, count)
    return started


def events_left(api, namespace, started, wanted=0, seconds=30):
    """Waits until the wanted number of events is left; none may go before its time."""
    deadline = time.time() + seconds
    while True:
        left = len(api.get(path_of(namespace, "events"))["items"])
        age = time.time() - started
        if left == wanted:
            if wanted == 0 and age < EVENT_TTL_SECONDS:
                raise Failure(f"events with a TTL of {EVENT_TTL_SECONDS} s were gone after {age} s")
            return age
        if time.time() > deadline:
            raise Failure(f"{left} events are left after {age:.0f} s, not {wanted}")
        time.sleep(0.25)


def delete_half(api, path, wanted):
    """Deletes by label selector; returns what must be left."""
    listed = api.get(path, labelSelector="half=odd")["items"]
    gone = {thing["metadata"]["name"] for thing in listed}
    api.call("DELETE", path, labelSelector="half=odd").expect(200)
    left = {name: wanted[name] for name in wanted if name not in gone}
    if not gone or not left:
        raise Failure(f"{len(gone)} of {len(wanted)} objects of {path} were selected for deletion")
    found, _ = list_pages(api, path, 500)
    compare(f"list of {path} after the deletion", found, left)
    return left, len(gone)


def list_at(api, path, resource_version):
    """Lists the state at an old revision, whole."""
    listed = api.get(path, resourceVersion=resource_version, resourceVersionMatch="Exact")
    return by_name(listed["items"])
