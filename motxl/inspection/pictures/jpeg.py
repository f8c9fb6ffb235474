"""JPEG (ITU-T T.81, annex B): tables, frames and scans stay, as the bytes they are."""

from __future__ import annotations

import struct

from motxl.inspection.pictures import exif, icc
from motxl.inspection.pictures.stripped import NotReadableError, Stripped, words

_START, _END, _SCAN, _COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
_JFIF, _EXIF, _ICC, _ADOBE = b"JFIF\0", b"Exif\0\0", b"ICC_PROFILE\0", b"Adobe"
# B.1.1.3: frames, tables, restart interval; not the application's segments nor comments
_KEPT = {*range(0xC0, 0xD0), *range(0xDB, 0xE0)} - {0xC8}
_HUFFMAN_TABLES, _QUANTISATION_TABLES, _CONDITIONING = 0xC4, 0xDB, 0xCC
_FRAMES = {*range(0xC0, 0xD0)} - {_HUFFMAN_TABLES, 0xC8, _CONDITIONING}
_LENGTHS = {0xDC: 2, 0xDD: 2, 0xDF: 1}  # B.2.5, B.2.4.4, B.3.3
_ICC_PIECE = 65_519


def stripped(data: bytes) -> Stripped:
    """The picture without what does not change how it shows.

    Raises ``NotReadableError`` for a picture that breaks the rules of its segments, and
    ``IndexError``, ``ValueError`` or ``struct.error`` for one that is cut off.
    """
    kept, taken, profile = [data[:2]], [], b""
    at_profile, position = 0, 2
    unused_tables: set[tuple[int, int]] = set()
    has_frame = False
    while True:
        start = position
        while data[position] == 0xFF:  # any marker may be preceded by fill bytes
            position += 1
        marker = data[position]
        if position == start or marker in (0x00, _START):
            raise NotReadableError
        position += 1
        if marker == _END:
            kept.append(b"\xff\xd9")
            break
        (size,) = struct.unpack(">H", data[position : position + 2])
        body = data[position + 2 : position + size]
        if size < 2 or position + size > len(data):
            raise NotReadableError
        segment = bytes((0xFF, marker)) + data[position : position + size]
        position += size
        if marker in _KEPT:
            if has_frame and marker in _FRAMES:
                raise NotReadableError  # only one of them is shown
            has_frame |= marker in _FRAMES
            _refuse_more_than_numbers(marker, body, unused_tables)
            kept.append(segment)
        elif marker == _SCAN:
            if len(body) != 4 + 2 * body[0]:  # B.2.3
                raise NotReadableError
            unused_tables.clear()
            end = _end_of_scan(data, position)
            kept.append(segment + data[position:end])
            position = end
        elif marker == 0xE2 and body.startswith(_ICC):
            at_profile = at_profile or len(kept)
            profile += body[len(_ICC) + 2 :]
        else:
            new = _shortened(marker, body)
            if new:
                kept.append(new)
            if new != segment:
                taken.append(words(_name(marker), body))
    if position < len(data):
        taken.append(words("JPEG", data[position:]))
    if profile:
        found = icc.stripped(profile)
        if found != profile:
            taken.append(words("ICC", profile[128:]))
        kept[at_profile:at_profile] = _profile(found)
    return Stripped(b"".join(kept), taken)


def _refuse_more_than_numbers(
    marker: int, body: bytes, unused_tables: set[tuple[int, int]]
) -> None:
    """Raises ``NotReadableError`` unless a segment has the length that its numbers say, and
    replaces no table before a scan has used it. Adds its tables to ``unused_tables``."""
    if marker in (_HUFFMAN_TABLES, _QUANTISATION_TABLES):
        position = 0
        while position < len(body):
            table = (marker, body[position] if marker == _HUFFMAN_TABLES else body[position] & 15)
            if table in unused_tables:
                raise NotReadableError
            unused_tables.add(table)
            if marker == _HUFFMAN_TABLES:  # B.2.4.2
                position += 17 + sum(body[position + 1 : position + 17])
            else:  # B.2.4.1
                position += 129 if body[position] >> 4 else 65
        fits = position == len(body)
    elif marker == _CONDITIONING:  # B.2.4.3: two bytes for each of eight tables
        fits = len(body) % 2 == 0 and len(body) <= 16
    elif marker in _LENGTHS:
        fits = len(body) == _LENGTHS[marker]
    else:  # B.2.2: frames, and the one that hierarchical pictures begin with
        fits = len(body) == 6 + 3 * body[5]
    if not fits:
        raise NotReadableError


def _end_of_scan(data: bytes, position: int) -> int:
    """Where the entropy-coded data ends (B.1.1.5): at a marker that is no restart."""
    while True:
        position = data.index(b"\xff", position)
        if data[position + 1] != 0x00 and not 0xD0 <= data[position + 1] <= 0xD7:
            if data[position + 1] != 0xFF:
                return position
            position -= 1  # a fill byte
        position += 2


def _shortened(marker: int, body: bytes) -> bytes:
    """What changes how the picture shows: densities, colour transform, which side is up."""
    if marker == 0xE0 and body.startswith(_JFIF) and len(body) >= 14:
        return _segment(marker, body[:12] + b"\0\0")  # without its thumbnail
    if marker == 0xEE and body.startswith(_ADOBE) and len(body) >= 12:
        return _segment(marker, body[:12])
    if marker == 0xE1 and body.startswith(_EXIF):
        found = exif.stripped(body[len(_EXIF) :])
        return _segment(marker, _EXIF + found) if found else b""
    return b""


def _profile(profile: bytes) -> list[bytes]:
    pieces = [profile[at : at + _ICC_PIECE] for at in range(0, len(profile), _ICC_PIECE)]
    return [
        _segment(0xE2, _ICC + bytes((number, len(pieces))) + piece)
        for number, piece in enumerate(pieces, 1)
    ]


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _name(marker: int) -> str:
    if marker == _COMMENT:
        return "COM"
    return f"APP{marker - 0xE0}" if 0xE0 <= marker <= 0xEF else f"FF{marker:02X}"
