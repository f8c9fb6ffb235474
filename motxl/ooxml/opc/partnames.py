"""Names of parts, as every reader of a package takes them."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=1 << 12)
def spelling_of(name: str) -> str:
    """A part's name as names are compared: those that any reader takes for one are one.

    ECMA-376 part 2, 6.2.2.3: without regard to case. Programs also take a slash at its beginning,
    backslashes, ``.`` and ``..``, percent escapes, and dots and blanks at the end of a segment
    (which Windows drops) for nothing.
    """
    key = name.replace("\\", "/").casefold()
    if "%" in key:
        from urllib.parse import unquote

        key = unquote(key).replace("\\", "/").casefold()
    if not key.isascii():
        import unicodedata

        key = unicodedata.normalize("NFC", key)
    folder = "/" if key.endswith("/") else ""
    segments: list[str] = []
    for segment in key.split("/"):
        if segment == "..":
            del segments[-1:]
        elif plain := segment.rstrip(". "):
            segments.append(plain)
    return "/".join(segments) + folder
