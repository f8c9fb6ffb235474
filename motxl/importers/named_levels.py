"""What a source calls the levels of its rows, in a column that says it of each row. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from motxl.programme.cellvalue import CellValue
from motxl.programme.codes import Code
from motxl.programme.header_words import TYPE, kind_of_header
from motxl.programme.scheme import Scheme
from motxl.text.normalise import normalise

_LEVELS = frozenset(
    ("niveau", "niveaux", "level", "levels", "ebene", "ebenen", "stufe", "nivel", "livello")
)
_LONGEST = 30


def says_levels(header: str) -> bool:
    """Whether a header says that its column names the levels of rows."""
    return normalise(header).strip(" :*") in _LEVELS or kind_of_header(header) == TYPE


def types_of(scheme: Scheme, codes: Sequence[CellValue]) -> list[str | None]:
    """What each row is called by its level: the first one of a code is its heading where the rows
    after it may carry it, too. ``None`` where the scheme has no name for it."""
    leaf = scheme.leaf.name if scheme.leaf is not None else None
    seen: set[Code] = set()
    above: Code = ()
    found: list[str | None] = []
    for value in codes:
        text = value if isinstance(value, str) else ""
        code = scheme.read(scheme.tidy(text), above) if text else None
        is_heading = scheme.is_within(code) and (code not in seen or not scheme.has_shared_codes)
        if code is not None:
            seen.add(code)
            above = code
        found.append(scheme.headings[len(code) - 1].name if is_heading and code else leaf)
    return found


def named_by(
    scheme: Scheme, codes: Sequence[CellValue], columns: Iterable[Sequence[str]]
) -> Scheme:
    """The scheme with the names that a column gives its levels: the first one that calls each row,
    with its code, as the others of its level and as none of another. ``columns`` hold a word for
    each row, an empty text for none; where none does so, the scheme keeps its names."""
    types: list[str | None] = []
    for words in columns:
        types = types or types_of(scheme, codes)
        named = _named(scheme, types, words)
        if named is not None:
            return named
    return scheme


def _named(scheme: Scheme, types: Sequence[str | None], words: Sequence[str]) -> Scheme | None:
    writings: dict[str, Counter[str]] = {}
    of_type: dict[str, set[str]] = {}
    for type_, word in zip(types, words, strict=True):
        key = normalise(word)
        if type_ is None or not any(map(str.isalpha, key)) or len(word) > _LONGEST:
            return None
        of_type.setdefault(type_, set()).add(key)
        writings.setdefault(key, Counter())[word.strip()] += 1
    if any(len(keys) > 1 for keys in of_type.values()) or len(of_type) != len(writings):
        return None
    named = {
        type_: writings[key].most_common(1)[0][0] for type_, keys in of_type.items() for key in keys
    }
    levels = tuple(replace(one, name=named.get(one.name, one.name)) for one in scheme.levels)
    if len({normalise(one.name) for one in levels}) < len(levels):
        return None  # another level, of which there is no row, is called so
    return replace(scheme, levels=levels)
