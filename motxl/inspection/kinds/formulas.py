"""Texts in formulas that no cell shows (18.17.2.3): in ``N("…")``, in a branch not taken, in rules.

A text that a cell shows is not hidden by standing in a formula too. Short ones are words of the
trade: formats, separators, criteria.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from motxl.inspection.finding import Finding, quoted
from motxl.inspection.parts import Parts, local
from motxl.inspection.shown import ShownCells

_TEXT = re.compile(r'"((?:[^"]|"")*)"')
_FORMULA = re.compile(
    rb"<(?:[\w.-]+:)?(f|formula[12]?|calculatedColumnFormula|totalsRowFormula)[\s>]"
)
_MARKS = (b"<f>", b"<f ", b":f>", b":f ", b"<f\n", b"<f\t", b"<f\r", b"ormula")
_FORMULAS = {"f", "formula", "formula1", "formula2"} | {
    "calculatedColumnFormula",
    "totalsRowFormula",
}
_QUOTED_SHEET = re.compile(r"'(?:[^']|'')*'")
# Arguments that say how, not what: TEXT(x; "dd mmmm yyyy"), CELL("filename"), INDIRECT("A"&1)
_HOW = re.compile(r'(?i)\b(?:TEXT|CELL|INFO|DATEDIF|NUMBERVALUE|_xlfn\.\w*FORMAT)\s*\([^"]*\Z')
_UNKNOWN = re.compile(r"(?<![\w.!'\]:$#@])([A-Za-z_][A-Za-z_]{11,})(?![\w.!(\[:'$])")
_LEAST = 4
"""Letters of a text that says something"""


def find(parts: Parts) -> Iterator[Finding]:
    shown = ShownCells(parts)
    for part in (*parts.sheets, *parts.of_kind("table")):
        working = parts.unusual(part)
        if any(mark in working for mark in _MARKS) and _FORMULA.search(working):
            yield from _of_part(parts, part, shown)


def _of_part(parts: Parts, part: str, shown: ShownCells) -> Iterator[Finding]:
    seen: set[str] = set()
    for element in parts.tree(part).iter():
        if local(element) not in _FORMULAS or not element.text:
            continue
        around = list(element.ancestors())
        rule = next((one for one in around if local(one) == "dataValidation"), None)
        if rule is not None and rule.get("type") == "list" and element.text.startswith('"'):
            kind, texts = "validation", element.text.strip('"').split(",")
        else:
            kind, texts = "formula-text", [*_texts(element.text), *_names(element.text, parts)]
        known = seen if kind == "validation" else seen.union(parts.words)
        hidden = [text for text in texts if text not in known and not shown.within(text)]
        seen.update(hidden)
        if hidden:
            refs = (one.get("r") or one.get("sqref") for one in around[:3])
            ref = next(filter(None, refs), "")
            place = parts.place(part) + (f"!{ref}" if ref else "")
            yield Finding(kind, place, quoted("; ".join(hidden)))


def _texts(formula: str) -> Iterator[str]:
    bare = (
        _QUOTED_SHEET.sub(lambda match: "_" * len(match[0]), formula) if "'" in formula else formula
    )
    for match in _TEXT.finditer(bare if bare.count('"') == formula.count('"') else formula):
        text = formula[match.start() + 1 : match.end() - 1].replace('""', '"')
        letters = sum(letter.isalpha() for letter in text)
        if letters >= _LEAST and not _HOW.search(formula[: match.start()]):
            yield text.strip("*?<>= ")


def _names(formula: str, parts: Parts) -> Iterator[str]:
    """Names that are none: what looks like one, and is not defined."""
    bare = _QUOTED_SHEET.sub("", _TEXT.sub("", formula))
    bare = re.sub(r"\[[^\]]*\]", "", bare)
    found = [match[1] for match in _UNKNOWN.finditer(bare) if not match[1].startswith("_xl")]
    if found:
        known = {e.get("name", "").casefold() for e in parts.tree(parts.workbook.part_name).iter()}
        known |= {name.casefold() for name in parts.workbook.tables}
        yield from (name for name in found if name.casefold() not in known)
