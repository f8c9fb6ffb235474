"""The zip64 field of an extra area (PKWARE APPNOTE 4.5.3): sizes beyond 32 bits."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_ZIP64 = 0x0001


def _fields(extra: bytes) -> Iterator[tuple[int, int, int]]:
    """Header id, start and length of each field's value in an extra area (4.5.1)."""
    position = 0
    while position + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, position)
        yield kind, position + 4, length
        position += 4 + length


def zip64_field(extra: bytes) -> tuple[int, int] | None:
    """Start and length of the zip64 value in an extra area; ``None`` when there is none."""
    return next(((start, length) for kind, start, length in _fields(extra) if kind == _ZIP64), None)


def without_zip64(extra: bytes) -> bytes:
    """An edited member's sizes fit into 32 bits: a zip64 field would only contradict them."""
    found = zip64_field(extra)
    if found is None:
        return extra
    return extra[: found[0] - 4] + extra[found[0] + found[1] :]
