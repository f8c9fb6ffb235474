"""GIF (version 89a): colour tables, images and their control stay, as the bytes they are."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from motxl.inspection.pictures.stripped import NotReadableError, Stripped, words

_IMAGE, _EXTENSION, _TRAILER = 0x2C, 0x21, 0x3B
_COMMENT, _TEXT, _CONTROL, _APPLICATION = 0xFE, 0x01, 0xF9, 0xFF
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


_LONGEST_CODE = 12
"""Bits"""


def stripped(data: bytes) -> Stripped:
    """The picture without what does not change how it shows.

    Raises ``NotReadableError`` for an unknown block and for an image that holds more than its
    pixels, and ``IndexError`` or ``struct.error`` for a picture that is cut off.
    """
    position = 13 + _table(data[10])
    kept, taken = [data[:position]], []
    while data[position] != _TRAILER:
        start, kind = position, data[position]
        if kind == _IMAGE:
            packed = position + 10 + _table(data[position + 9])
            position = _after_blocks(data, packed + 1)
            width, height = struct.unpack_from("<2H", data, start + 5)
            _refuse_more_than(width * height, data[packed], _unblocked(data, packed + 1))
            kept.append(data[start:position])
        elif kind == _EXTENSION:
            position = _after_blocks(data, position + 2)
            if _is_kept(data[start:position]):
                kept.append(data[start:position])
            else:
                taken.append(words(_NAMES.get(data[start + 1], "GIF"), data[start + 2 : position]))
        else:
            raise NotReadableError
    kept.append(b";")
    if position + 1 < len(data):
        taken.append(words("GIF", data[position + 1 :]))
    return Stripped(b"".join(kept), taken)


_NAMES = {_COMMENT: "Comment", _TEXT: "Plain Text", _APPLICATION: "Application"}


def _is_kept(extension: bytes) -> bool:
    """The delay and transparency of an image, and how often an animation runs."""
    if extension[1] == _CONTROL:
        return len(extension) == 8
    name = extension[3:14]
    return extension[1] == _APPLICATION and name in _LOOPS and len(extension) <= 19


def _table(flags: int) -> int:
    """The bytes of the colour table that a descriptor announces (18, 20)."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _refuse_more_than(pixels: int, shortest: int, packed: bytes) -> None:
    """Raises ``NotReadableError`` unless compressed pixels (appendix F) are at most so many, and
    end with them. ``shortest`` is the number of bits of the colours: codes have one more."""
    if not 0 < shortest < _LONGEST_CODE:
        raise NotReadableError
    clear = 1 << shortest
    # Of each code, how many pixels it stands for: what they are does not matter here.
    lengths, former, total, size = [1] * clear + [0, 0], 0, 0, shortest + 1
    bits = waiting = 0
    for position, byte in enumerate(packed, 1):
        bits |= byte << waiting
        waiting += 8
        while waiting >= size:
            code = bits & ((1 << size) - 1)
            bits >>= size
            waiting -= size
            if code == clear:
                lengths, former, size = lengths[: clear + 2], 0, shortest + 1
                continue
            if code == clear + 1:
                if bits or packed[position:].strip(b"\0"):  # some programs fill up with zeros
                    raise NotReadableError
                return
            if code > len(lengths) - (not former):
                raise NotReadableError
            length = lengths[code] if code < len(lengths) else former + 1
            if former and len(lengths) < 1 << _LONGEST_CODE:
                lengths.append(former + 1)
                if len(lengths) == 1 << size and size < _LONGEST_CODE:
                    size += 1
            former = length
            total += length
        if total > pixels:
            raise NotReadableError


def _unblocked(data: bytes, position: int) -> bytes:
    """What the sub-blocks from a position on hold (15)."""
    return b"".join(_blocks(data, position))


def _blocks(data: bytes, position: int) -> Iterator[bytes]:
    while data[position]:
        end = position + data[position] + 1
        yield data[position + 1 : end]
        position = end


def _after_blocks(data: bytes, position: int) -> int:
    while data[position]:
        position += data[position] + 1
    return position + 1
