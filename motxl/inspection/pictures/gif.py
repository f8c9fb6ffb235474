"""GIF (version 89a): colour tables, images and their control stay, as the bytes they are."""

from __future__ import annotations

from motxl.inspection.pictures.stripped import NotReadableError, Stripped, words

_IMAGE, _EXTENSION, _TRAILER = 0x2C, 0x21, 0x3B
_COMMENT, _TEXT, _CONTROL, _APPLICATION = 0xFE, 0x01, 0xF9, 0xFF
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def stripped(data: bytes) -> Stripped:
    position = 13 + _table(data[10])
    kept, taken = [data[:position]], []
    while data[position] != _TRAILER:
        start, kind = position, data[position]
        if kind == _IMAGE:
            position = _after_blocks(data, position + 10 + _table(data[position + 9]) + 1)
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


def _after_blocks(data: bytes, position: int) -> int:
    while data[position]:
        position += data[position] + 1
    return position + 1
