"""Speaks the worker protocol, so that a test can break it in one place."""
import hashlib, json, os, struct, subprocess, sys, time

out, inp = sys.stdout.buffer, sys.stdin.buffer


def frame(kind, id=0, payload=b"{}", magic=b"CCW1", length=None, digest=None):
    size = len(payload) if length is None else length
    return magic + struct.pack(">cII", kind, id, size) + (digest or hashlib.sha256(payload).digest()) + payload


def send(data):
    out.write(data)
    out.flush()


def say(kind, id, **message):
    send(frame(kind, id, json.dumps(message).encode()))


def hello(**extra):
    say(b"H", 0, **{"protocol": 1, "python": "3.13.5", "sqlalchemy": "2.0.40", "sandbox": {"mode": "landlock", "landlock": 6, "seccomp": True}, **extra})


def receive():
    header = inp.read(45)
    if len(header) < 45:
        return None, 0, {}
    kind, id, length = struct.unpack(">cII", header[4:13])
    payload = inp.read(length)
    assert header[:4] == b"CCW1" and header[13:] == hashlib.sha256(payload).digest()
    return kind, id, json.loads(payload)

