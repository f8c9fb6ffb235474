"""What is left of a picture, and what was taken out of it."""

from __future__ import annotations

import re
from typing import NamedTuple


class NotReadableError(Exception):
    """No picture of a format that is understood here, or one that breaks its format's rules."""


class Stripped(NamedTuple):
    """``data`` shows what the picture showed; ``taken`` quotes what it no longer tells."""

    data: bytes
    taken: list[str]


def words(name: str, data: bytes) -> str:
    """The name of a block and what can be read in it."""
    letters = "".join(chr(byte) if 32 <= byte < 127 else " " for byte in data[:2000])
    bare = re.sub(r"<[^<>]*>", " ", letters)
    said = " ".join(word for word in bare.split() if len(word) > 2)
    return f"{name}: {said}" if said else name
