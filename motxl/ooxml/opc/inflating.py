"""Deflated streams (RFC 1951), inflated once where many files hold the same bytes.

Extracts of one template have most members in common, packed into the very same bytes. What the
same bytes hold is the same; that each file holds them is seen by comparing all of them.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import NamedTuple

_SMALL_PACKED, _SMALL = 1 << 16, 1 << 18
"""Bytes of what is held on to, packed and inflated"""


class Inflated(NamedTuple):
    """What a stream holds."""

    data: bytes
    crc: int
    complete: bool
    """Whether the stream ends within what was asked for"""
    behind: bytes
    """What follows the end of the stream"""


def inflate(packed: bytes | memoryview, size: int) -> Inflated:
    """The first ``size`` bytes that a stream holds, and one more where it holds more.
    ``zlib.error`` when it is none."""
    if len(packed) <= _SMALL_PACKED and size <= _SMALL:
        return _known(bytes(packed), size)
    return _inflate(packed, size)


def _inflate(packed: bytes | memoryview, size: int) -> Inflated:
    inflater = zlib.decompressobj(-15)
    data = inflater.decompress(packed, size + 1)
    return Inflated(data, zlib.crc32(data), inflater.eof, inflater.unused_data)


_known = lru_cache(maxsize=64)(_inflate)
