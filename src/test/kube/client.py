#!/usr/bin/env python3
"""A small client of the Kubernetes API over HTTPS with a client certificate.

It uses the standard library alone and keeps one connection per thread, so that a few thousand
objects can be written in seconds. As a program it waits until an API server is ready:

    client.py --server URL --pki DIR ready --pid PID --seconds N
"""

import argparse
import concurrent.futures
import http.client
import json
import os
import ssl
import sys
import threading
import time
import urllib.parse

WRITERS = 16
REQUEST_SECONDS = 60


class Failure(Exception):
    """What the scenario found wrong, as one sentence."""


class Answer:
    """Status code and decoded body of one response."""

    def __init__(self, what, status, body):
        self.what = what
        self.status = status
        self.body = body

    def expect(self, *statuses):
        """Returns the body when the status is one of those, else fails with the server's words."""
        if self.status not in statuses:
            message = self.body.get("message", "") if isinstance(self.body, dict) else self.body
            wanted = " or ".join(str(status) for status in statuses)
            raise Failure(f"{self.what} was answered {self.status}, not {wanted}: {message}")
        return self.body


class Gone(Failure):
    """The revision a watch wanted to start from is no longer there (410)."""


class Api:
    """Requests to one API server; safe for use by several threads."""

    def __init__(self, server, pki):
        url = urllib.parse.urlsplit(server)
        self._address = (url.hostname, url.port)
        self._tls = ssl.create_default_context(cafile=os.path.join(pki, "ca.crt"))
        self._tls.load_cert_chain(os.path.join(pki, "admin.crt"), os.path.join(pki, "admin.key"))
        self._local = threading.local()

    def connect(self, seconds=REQUEST_SECONDS):
        return http.client.HTTPSConnection(*self._address, timeout=seconds, context=self._tls)

    def call(self, method, path, body=None, **query):
        """One request on this thread's connection; a lost connection raises OSError."""
        connection = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = self.connect()
        target = path + ("?" + urllib.parse.urlencode(query) if query else "")
        text = None if body is None else json.dumps(body).encode()
        try:
            connection.request(method, target, text, {"Content-Type": "application/json"})
            response = connection.getresponse()
            raw = response.read()
        except (OSError, http.client.HTTPException) as lost:
            connection.close()
            self._local.connection = None
            raise OSError(f"{method} {target} lost its connection: {lost!r}") from lost
        is_json = response.headers.get_content_type() == "application/json"
        decoded = json.loads(raw) if is_json else raw.decode(errors="replace")
        return Answer(f"{method} {target}", response.status, decoded)

    def get(self, path, **query):
        return self.call("GET", path, **query).expect(200)

    def create(self, path, thing):
        return self.call("POST", path, thing).expect(201)

    def update(self, path, thing):
        return self.call("PUT", path + "/" + thing["metadata"]["name"], thing).expect(200)

    def pages(self, path, limit, resource_version=None):
        """Yields the pages of a list, following its continue tokens."""
        query = {"limit": limit}
        if resource_version is not None:
            query["resourceVersion"] = resource_version
        while True:
            page = self.get(path, **query)
            yield page
            token = page["metadata"].get("continue")
            if not token:
                return
            query = {"limit": limit, "continue": token}

    def watch(self, path, seconds, **query):
        """Yields (type, object) until the server ends the stream; silence for `seconds` fails."""
        query = dict(query, watch="true", timeoutSeconds=REQUEST_SECONDS)
        target = path + "?" + urllib.parse.urlencode(query)
        connection = self.connect(seconds)
        try:
            connection.request("GET", target)
            response = connection.getresponse()
            if response.status == 410:
                raise Gone(f"watch {target} was answered 410")
            if response.status != 200:
                Answer(f"watch {target}", response.status, response.read().decode()).expect(200)
            for line in response:
                event = json.loads(line)
                if event["type"] == "ERROR":
                    if event["object"].get("code") == 410:
                        raise Gone(f"watch {target}: {event['object'].get('message')}")
                    raise Failure(f"watch {target} reported {event['object']}")
                yield event["type"], event["object"]
        except TimeoutError:
            raise Failure(f"watch {target} was silent for {seconds} s") from None
        except (http.client.HTTPException, json.JSONDecodeError) as torn:
            raise OSError(f"watch {target} was cut off: {torn!r}") from torn
        finally:
            connection.close()


def in_parallel(function, items, workers=WRITERS):
    """Results of function(item) in the order of the items; the first failure is raised."""
    pool = concurrent.futures.ThreadPoolExecutor(workers)
    try:
        return list(pool.map(function, items))
    finally:
        # After a failure nobody waits for the requests that are still under way.
        pool.shutdown(wait=False, cancel_futures=True)


def wait_until_ready(api, pid, seconds):
    """Waits for /readyz; False when the process is gone or the time is over."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        try:
            if api.call("GET", "/readyz").status == 200:
                return True
        except OSError:
            pass  # It does not listen yet.
        time.sleep(0.2)
    return False


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--server", required=True)
    parser.add_argument("--pki", required=True)
    parser.add_argument("command", choices=["ready"])
    parser.add_argument("--pid", type=int, required=True)
    parser.add_argument("--seconds", type=float, required=True)
    options = parser.parse_args()
    ready = wait_until_ready(Api(options.server, options.pki), options.pid, options.seconds)
    sys.exit(0 if ready else 1)


if __name__ == "__main__":
    main()
