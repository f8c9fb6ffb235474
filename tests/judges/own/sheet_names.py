"""Sheet names are what Excel lets one type.

Excel repairs the workbook and renames the sheet to "Recovered_Sheet1", and formulas lose it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tests.judges.own.package import Package, length

_FORBIDDEN = set(r"[]:*?/\\")


def check(package: Package) -> Iterator[str]:
    names = [sheet.name for sheet in package.sheets]
    for name in names:
        if not name:
            yield "a sheet has no name"
        if length(name) > 31:
            yield f"{name!r} has {length(name)} characters, Excel takes 31"
        if bad := sorted({letter for letter in name if letter in _FORBIDDEN or letter < " "}):
            yield f"{name!r} holds {', '.join(map(repr, bad))}"
        if name.startswith("'") or name.endswith("'"):
            yield f"{name!r} begins or ends with an apostrophe"
        if name.casefold() == "history":
            yield f"{name!r} is kept by Excel for itself"
    for name, times in Counter(name.casefold() for name in names).items():
        if times > 1:
            yield f"{times} sheets are named {name!r}"
    for identifier, times in Counter(sheet.id for sheet in package.sheets).items():
        if times > 1:
            yield f"{times} sheets have the sheetId {identifier}"
