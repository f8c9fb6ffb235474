"""Tiny pictures, written by hand."""

from __future__ import annotations

import struct
import zlib
from base64 import b64decode


def chunk(name: bytes, data: bytes) -> bytes:
    """A chunk of a PNG (PNG specification, 5.3)."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(more: bytes = b"", after: bytes = b"") -> bytes:
    """A red picture of two pixels by two, with more chunks before its pixels."""
    rows = (b"\0" + b"\xff\0\0" * 2) * 2
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">2I5B", 2, 2, 8, 2, 0, 0, 0))
        + more
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
        + after
    )


# A grey picture of one pixel: baseline, one scan.
_JPEG = b64decode(
    "/9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAx"
    "NDQ0Hyc5PTgyPC4zNDL/wAALCAABAAEBAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUF"
    "BAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVW"
    "V1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi"
    "4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/APn+v//Z"
)


def segment(marker: int, data: bytes) -> bytes:
    """A segment of a JPEG (ITU-T T.81, B.1.1.4)."""
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def jpeg(more: bytes = b"", after: bytes = b"") -> bytes:
    return _JPEG[:2] + more + _JPEG[2:] + after


def exif(description: bytes, orientation: int = 0) -> bytes:
    """A TIFF directory with a description (Exif 2.3, 4.6.4) and, where asked, an orientation."""
    data = description + b"\0"
    entries = [struct.pack("<HHII", 0x010E, 2, len(data), 38 if orientation else 26)]
    if orientation:
        entries.append(struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0))
    return (
        b"II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + b"".join(entries) + b"\0" * 4 + data
    )


def gif(more: bytes = b"", after: bytes = b"") -> bytes:
    """One transparent pixel."""
    return (
        b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff"
        + more
        + b"\x21\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;"
        + after
    )


def blocks(data: bytes) -> bytes:
    """Sub-blocks of a GIF (GIF89a, 15)."""
    pieces = [data[at : at + 255] for at in range(0, len(data), 255)]
    return b"".join(bytes([len(piece)]) + piece for piece in pieces) + b"\0"


def bmp(after: bytes = b"") -> bytes:
    pixels = b"\xff\0\0\0"
    header = struct.pack("<2sIHHI", b"BM", 54 + len(pixels), 0, 0, 54)
    return header + struct.pack("<I2i2H6I", 40, 1, 1, 1, 24, 0, 4, 0, 0, 0, 0) + pixels + after


def webp(*chunks: tuple[bytes, bytes]) -> bytes:
    body = b"WEBP" + b"".join(
        name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
        for name, data in (
            *chunks,
            (b"VP8L", b64decode("LwAAAAAHEP0P/gcAAA==")),
        )
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body
