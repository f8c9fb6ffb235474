"""What a chart keeps of the cells that it was drawn from (21.2.2 ``c:strCache``; [MS-ODRAWXML]).

It shows nothing while the chart is shown as ever, and stays when the cells have changed, or lie in
another workbook. What the cells say as well is no secret.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from motxl.a1 import CellRange
from motxl.inspection.finding import Finding, quoted
from motxl.inspection.parts import Parts, local
from motxl.inspection.shown import ShownCells, folded
from motxl.ooxml.xml.tree import TreeElement

_CACHES = {"strCache", "numCache", "multiLvlStrCache", "dlblRangeCache"}
_LITERALS = {"strLit"}
_AREA = re.compile(
    r"(?:'((?:[^']|'')+)'|([^'!,()\[\]]+))!(\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d+)?)"
)
_ELSEWHERE = re.compile(r"\[[^\]]*\]|#REF!")
_CLOSE = 1e-9


def find(parts: Parts) -> Iterator[Finding]:
    charts = (*parts.of_kind("chart"), *parts.of_kind("chartEx"))
    shown = ShownCells(parts)
    for part in charts:
        root = parts.tree(part)
        for element in root.iter():
            name = local(element)
            if name in _CACHES or name in _LITERALS:
                parent = element.parent
                formulas = (
                    [] if parent is None else [e.text or "" for e in parent if local(e) == "f"]
                )
                yield from _differing(part, "".join(formulas), element, shown, "v")
            elif name in ("strDim", "numDim"):
                formula = "".join(e.text or "" for e in element if local(e) == "f")
                for level in element:
                    if local(level) == "lvl":
                        yield from _differing(part, formula, level, shown, "pt")


def _differing(
    part: str, formula: str, cache: TreeElement, shown: ShownCells, name: str
) -> Iterator[Finding]:
    values = [e.text for e in cache.iter() if local(e) == name and (e.text or "").strip()]
    if not values:
        return
    cells = None if _ELSEWHERE.search(formula) else _cells(formula, shown)
    if _ELSEWHERE.search(formula):
        hidden = values
    elif cells is None:
        hidden = [value for value in values if not shown.within(value or "")]
    else:
        numbers = _numbers(cells)
        hidden = [value for value in values if not _is_in(value or "", cells, numbers)]
    if hidden:
        said = "; ".join(map(str, hidden))
        yield Finding("chart-values", part, quoted(f"{formula} · {said}" if formula else said))


def _cells(formula: str, shown: ShownCells) -> set[str] | None:
    """What the cells of a reference say; ``None`` where it is more than a list of areas."""
    found: set[str] = set()
    rest = formula.strip("()= ")
    for match in _AREA.finditer(formula):
        rest = rest.replace(match[0], "", 1)
        try:
            area = CellRange.parse(match[3].replace("$", ""))
        except ValueError:
            return None
        texts = shown.of_range((match[1] or match[2]).replace("''", "'"), area)
        if texts is None:
            return None
        found |= texts
    return found if formula and not rest.strip(" ,") else None


def _numbers(cells: set[str]) -> list[float]:
    found = []
    for text in cells:
        try:
            found.append(float(text))
        except ValueError:
            continue
    return found


def _is_in(value: str, cells: set[str], numbers: list[float]) -> bool:
    # An error, or what a text counts for where numbers are asked.
    if folded(value) in cells or value.startswith("#") or value == "0":
        return True
    try:
        number = float(value)
    except ValueError:
        # A number or a date as its format shows it has no more than a month's name in letters.
        return not re.search(r"[^\W\d_]{2}", value) or (
            bool(numbers) and bool(re.search(r"\d", value)) and len(value) < 20
        )
    return any(abs(number - other) <= _CLOSE * max(1.0, abs(other)) for other in numbers)
