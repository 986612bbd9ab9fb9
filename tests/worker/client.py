"""The engine's side of the worker protocol, for tests."""

import hashlib
import json
import struct
import subprocess
import time

HEADER = struct.Struct(">4scII32s")


def frame(kind, id, value):
    """Bytes of a frame."""
    payload = value if isinstance(value, bytes) else json.dumps(value).encode()
    return HEADER.pack(b"CCW1", kind, id, len(payload), hashlib.sha256(payload).digest()) + payload


class Worker:
    """A worker process; reads and writes real frames."""

    def __init__(self, python, main, sqlalchemy, *options, sandbox=True):
        self.sandbox = sandbox
        command = [python, "-I", "-B", "-X", "utf8", main, "--sqlalchemy", sqlalchemy, *options]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.last = 0
        self.hello = self.read()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.process.stdin.close()
        try:
            self.process.wait(10)
        finally:
            self.process.kill()
            self.process.stdout.close()
            self.process.stderr.close()

    def go(self, root, **options):
        """Sends a *go* and gives the extraction's id."""
        self.last += 1
        self.process.stdin.write(frame(b"G", self.last, {"root": str(root), "dialect": "postgresql", "sandbox": self.sandbox, **options}))
        self.process.stdin.flush()
        return self.last

    def scan(self, *roots):
        """Scans folders; gives what *go* takes a file of."""
        return self.scan_parts(*roots)[1]

    def scan_parts(self, *roots):
        """Scans folders; gives what their sources show, and what *go* takes a file of."""
        self.last += 1
        self.process.stdin.write(frame(b"S", self.last, {"revisions": [{"root": str(root)} for root in roots], "sandbox": self.sandbox}))
        self.process.stdin.flush()
        kind, _, payload = self.read_raw()
        assert kind == "R", payload
        length = 4 + int.from_bytes(payload[:4], "big")
        return json.loads(payload[4:length]), payload[length:]

    def read(self):
        """The next frame: kind, id, payload."""
        kind, id, payload = self.read_raw()
        return kind, id, json.loads(payload)

    def read_raw(self):
        """The next frame, its payload as bytes."""
        magic, kind, id, length, digest = HEADER.unpack(self._exactly(HEADER.size))
        payload = self._exactly(length)
        assert magic == b"CCW1" and hashlib.sha256(payload).digest() == digest
        return kind.decode(), id, payload

    def _exactly(self, count):
        data = self.process.stdout.read(count)
        assert len(data) == count, f"the worker ended: {self.process.poll()}"
        return data

    def document(self, root, **options):
        """Extracts a folder; fails unless there is a document."""
        id = self.go(root, **options)
        kind, answered, value = self.read()
        assert (kind, answered) == ("R", id), value
        return value

    def failure(self, root, **options):
        """Extracts a folder; fails if there is a document."""
        id = self.go(root, **options)
        kind, answered, value = self.read()
        assert (kind, answered) == ("F", id), value
        return value

    def ends_with(self, seconds=5):
        """Exit code, once the worker ended."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            code = self.process.poll()
            if code is not None:
                return code
            time.sleep(0.01)
        raise AssertionError("the worker did not end")
