"""Frames of the worker protocol (docs/worker-protocol.md)."""

import hashlib
import struct
from typing import NamedTuple

MAGIC = b"CCW1"
HEADER = struct.Struct(">4scII32s")


class Frame(NamedTuple):
    """One message: its kind, the extraction it belongs to, and its payload."""

    kind: bytes
    id: int
    payload: bytes


class FrameError(Exception):
    """The bytes are no frame."""


def encode(kind: bytes, id: int, payload: bytes) -> bytes:
    """The bytes of a frame."""
    return HEADER.pack(MAGIC, kind, id, len(payload), hashlib.sha256(payload).digest()) + payload


def decode(buffer: bytes, limit: int) -> "tuple[Frame, int] | None":
    """The first frame of a buffer and its size, or None while bytes are wanting. Raises FrameError."""
    if len(buffer) < HEADER.size:
        if not MAGIC.startswith(bytes(buffer[:4])):
            raise FrameError("not a frame")
        return None
    magic, kind, id, length, digest = HEADER.unpack_from(buffer)
    if magic != MAGIC:
        raise FrameError("not a frame")
    if length > limit:
        raise FrameError("frame is too large")
    end = HEADER.size + length
    if len(buffer) < end:
        return None
    payload = bytes(buffer[HEADER.size : end])
    if hashlib.sha256(payload).digest() != digest:
        raise FrameError("digest does not match")
    return Frame(kind, id, payload), end
