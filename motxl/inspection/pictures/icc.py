"""Colour profiles (ICC.1:2022, 7): only what colours are worked out from is kept."""

from __future__ import annotations

import struct

_HEADER = 128
_ENTRY = 12
# 9.2: the tags that a colour is worked out from; all others name makers, devices and places.
_NEEDED = {
    *(b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"kTRC", b"wtpt", b"bkpt", b"chad"),
    *(b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2", b"D2B0", b"D2B1", b"D2B2", b"D2B3"),
    *(b"B2D0", b"B2D1", b"B2D2", b"B2D3", b"gamt", b"lumi", b"cicp", b"chrm"),
}


def stripped(profile: bytes) -> bytes:
    """The profile with its needed tags alone; empty where there is none to keep.

    Raises ``ValueError`` when it is cut off.
    """
    if len(profile) < _HEADER + 4:
        return b""
    (count,) = struct.unpack_from(">I", profile, _HEADER)
    if count > 200 or _HEADER + 4 + count * _ENTRY > len(profile):
        return b""
    kept: list[tuple[bytes, bytes]] = []
    for number in range(count):
        name, start, size = struct.unpack_from(">4s2I", profile, _HEADER + 4 + number * _ENTRY)
        if start + size > len(profile):
            raise ValueError
        if name in _NEEDED:
            kept.append((name, profile[start : start + size]))
    if not kept:
        return b""
    # 7.2: maker, model, creator, identity and the reserved bytes say nothing of colours.
    header = bytearray(profile[:_HEADER])
    for start, end in ((4, 8), (24, 36), (40, 44), (48, 56), (80, 128)):
        header[start:end] = bytes(end - start)
    at = _HEADER + 4 + len(kept) * _ENTRY
    table, body = b"", b""
    for name, data in kept:
        table += struct.pack(">4s2I", name, at + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    struct.pack_into(">I", header, 0, at + len(body))
    return bytes(header) + struct.pack(">I", len(kept)) + table + body
