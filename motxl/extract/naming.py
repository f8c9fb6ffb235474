"""Names of files that every system takes, Windows first, and no two that it takes for one.

Windows: "Naming Files, Paths, and Namespaces" of its documentation; Linux takes 255 bytes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_DEVICES = frozenset(
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"]
    + [f"{name}{digit}" for name in ("COM", "LPT") for digit in "123456789¹²³"]
)
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
MAX_BYTES = 120
"""Of a name in UTF-8: paths on Windows end at 260 characters"""


def safe_name(text: str, most: int = MAX_BYTES) -> str:
    """``text`` as a part of a file's name; empty when nothing of it can stand there."""
    composed = unicodedata.normalize("NFC", text)
    shown = "".join(
        " " if unicodedata.category(character) in _INVISIBLE else character
        for character in composed
    )
    name = " ".join(_FORBIDDEN.sub("-", shown).split()).strip(" .-")
    name = _cut(name, most).rstrip(" .-")
    if name.partition(".")[0].strip().upper() in _DEVICES:
        name = f"_{name}"
    return name


def _cut(name: str, most: int) -> str:
    """As many characters as take so many bytes; an accent goes with its letter."""
    if len(name.encode()) <= most:
        return name
    while name and len(name.encode()) > most:
        name = name[:-1]
    while name and unicodedata.combining(name[-1]):
        name = name[:-1]
    return name


def distinct_names(wanted: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """A name for each ``(key, text)``, the same whatever their order.

    Names that a file system may take for the same (case, accents, compatible letters) get their
    key behind them; those whose keys are no names get a number.
    """
    pairs = [(key, safe_name(text) or safe_name(key)) for key, text in wanted]
    shared: dict[str, int] = {}
    for _key, name in pairs:
        shared[_folded(name)] = shared.get(_folded(name), 0) + 1
    taken: set[str] = set()
    found: dict[str, str] = {}
    for key, name in sorted(pairs, key=lambda pair: (shared[_folded(pair[1])] > 1, pair[0])):
        own = safe_name(key, MAX_BYTES // 3)
        chosen = f"{name} ({own})" if shared[_folded(name)] > 1 and own else name or "1"
        base, number = chosen, 1
        while _folded(chosen) in taken:
            number += 1
            chosen = f"{base} {number}"
        taken.add(_folded(chosen))
        found[key] = chosen
    return found


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKD", name).casefold()
