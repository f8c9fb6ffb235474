"""Pictures: nothing in the file but what is seen.

PNG (W3C recommendation, 5.3): chunks of the image, and none after its end. JPEG (ITU T.81, B.1):
no comments, no XMP, no preview, of EXIF but which side is up. Profiles of colours may stay.
"""

from __future__ import annotations

from collections.abc import Iterator

from motxl.inspection.pictures import exif

_PNG = b"\x89PNG\r\n\x1a\n"
_CHUNKS = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT pHYs bKGD cICP".split())
_STANDALONE = frozenset((0x01, *range(0xD0, 0xD8)))
_TABLES = frozenset((*range(0xC0, 0xC8), *range(0xC9, 0xD0), 0xDA, 0xDB, 0xDD))


def stranger(data: bytes) -> str:
    """The first thing in a picture's file that is not the image; empty when there is none."""
    if data.startswith(_PNG):
        return next((name for name in _chunks(data) if name.encode("latin-1") not in _CHUNKS), "")
    if data.startswith(b"\xff\xd8"):
        return next(_segments(data), "")
    return data[:4].decode("latin-1") or "-"


def _chunks(data: bytes) -> Iterator[str]:
    position = len(_PNG)
    while position < len(data):
        size = int.from_bytes(data[position : position + 4], "big")
        name = data[position + 4 : position + 8]
        body = data[position + 8 : position + 8 + size]
        if name != b"eXIf" or not _is_orientation(body):
            yield name.decode("latin-1")
        position += size + 12
        if name == b"IEND":
            if size or position != len(data):
                yield "after IEND"
            return
    yield "no IEND"


def _segments(data: bytes) -> Iterator[str]:
    """The segments that are no part of the image."""
    position = 2
    while True:
        if data[position : position + 1] != b"\xff" or position + 1 >= len(data):
            yield "no EOI"
            return
        marker = data[position + 1]
        if marker == 0xD9:
            if position + 2 != len(data):
                yield "after EOI"
            return
        if marker in _STANDALONE:
            position += 2
            continue
        size = int.from_bytes(data[position + 2 : position + 4], "big")
        content = data[position + 4 : position + 2 + size]
        if marker not in _TABLES and not _is_plain(marker, content):
            yield f"{'COM' if marker == 0xFE else f'APP{marker - 0xE0}'}"
        position += 2 + size
        if marker == 0xDA:
            position = _after_scan(data, position)


def _is_plain(marker: int, content: bytes) -> bool:
    if marker == 0xE0:  # JFIF, without a preview
        return content[:5] == b"JFIF\0" and len(content) == 14 and content[12:14] == b"\0\0"
    if marker == 0xE1:
        return content[:6] == b"Exif\0\0" and _is_orientation(content[6:])
    if marker == 0xE2:
        return content.startswith(b"ICC_PROFILE\0")
    return marker == 0xEE and content[:5] == b"Adobe" and len(content) == 12


def _is_orientation(content: bytes) -> bool:
    """Whether nothing but which side is up stands there, as it is written here."""
    return bool(content) and content == exif.stripped(content)


def _after_scan(data: bytes, position: int) -> int:
    """Where the next marker stands: FF 00 and restarts belong to the data of the scan."""
    while True:
        position = data.find(b"\xff", position)
        if position < 0 or position + 1 >= len(data):
            return len(data)
        if data[position + 1] == 0 or 0xD0 <= data[position + 1] <= 0xD7:
            position += 2
        else:
            return position
