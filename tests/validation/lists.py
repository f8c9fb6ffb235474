"""Lists of somebody else, and what is told of them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import openpyxl

from motxl.api import check
from motxl.validation.diagnostics import Severity

Row = list[object]

LABELS = ("Relier les gares", "Former les équipes", "Ouvrir un lieu", "Publier un guide")


class Told(NamedTuple):
    blocking: list[str]
    """Rules"""
    to_check: list[str]
    left_out: dict[str, tuple[int, ...]]
    """By the reason, of the first sheet"""
    not_checked: list[str]


def told(path: Path, lines: list[Row], **others: list[Row]) -> Told:
    book = openpyxl.Workbook()
    for name, rows in {"Liste": lines, **others}.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    del book[book.sheetnames[0]]
    book.save(path)
    found = check(path)
    assert found.searched is not None
    assert found.searched.chosen is not None
    by_severity: dict[Severity, list[str]] = {}
    for one in found.diagnostics:
        by_severity.setdefault(one.severity, []).append(one.rule)
    left_out: dict[str, tuple[int, ...]] = {}
    for left in found.searched.chosen.parts[0].left_out:
        left_out[left.why] = left_out.get(left.why, ()) + left.rows
    return Told(
        by_severity.get(Severity.ERROR, []),
        by_severity.get(Severity.WARNING, []),
        left_out,
        [one.what for one in found.unchecked if one.kind != "tables"],
    )


def listed(*codes: object, header: bool = True) -> list[Row]:
    lines: list[Row] = [["Code", "Action", "Pilote"]] if header else []
    lines += [[code, f"{LABELS[n % 4]} {n}x", "Ville"] for n, code in enumerate(codes)]
    return lines
