"""Pictures without what they carry beside their pixels, the compressed pixels byte for byte.

Told by their first bytes, not by their name. Each format has a module with ``stripped``.
"""

from __future__ import annotations

import struct
from functools import lru_cache

from motxl.inspection.pictures import bmp, gif, jpeg, png
from motxl.inspection.pictures.stripped import NotReadableError, Stripped

__all__ = ["NotReadableError", "Stripped", "stripped"]

_FORMATS = {
    b"\x89PNG\r\n\x1a\n": png.stripped,
    b"\xff\xd8\xff": jpeg.stripped,
    b"GIF87a": gif.stripped,
    b"GIF89a": gif.stripped,
    b"BM": bmp.stripped,
}


@lru_cache(maxsize=16)
def stripped(data: bytes) -> Stripped:
    """A picture that shows the same and tells nothing more. Raises ``NotReadableError``
    otherwise."""
    for beginning, strip in _FORMATS.items():
        if data.startswith(beginning):
            try:
                return strip(data)
            except (IndexError, KeyError, ValueError, struct.error):
                break
    raise NotReadableError
