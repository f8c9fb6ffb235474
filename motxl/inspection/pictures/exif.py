"""Exif (CIPA DC-008, 4.6): only which side is up changes how a picture shows."""

from __future__ import annotations

import struct

_ORIENTATION = 0x0112
_UPRIGHT = 1


def stripped(data: bytes) -> bytes:
    """A directory with the orientation alone; empty where the picture stands upright anyway."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(data[:4])
    if order is None:
        return b""
    try:
        (start,) = struct.unpack_from(order + "I", data, 4)
        (count,) = struct.unpack_from(order + "H", data, start)
        for number in range(count):
            entry = start + 2 + 12 * number
            tag, kind, values = struct.unpack_from(order + "HHI", data, entry)
            (value,) = struct.unpack_from(order + "H", data, entry + 8)
            if (tag, kind, values) == (_ORIENTATION, 3, 1) and _UPRIGHT < value <= 8:
                return b"MM\0*\0\0\0\x08\0\x01" + struct.pack(
                    ">HHIHHI", _ORIENTATION, 3, 1, value, 0, 0
                )
    except struct.error:
        pass
    return b""
