"""The validator finds what is wrong, and only that."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from motxl.template.shipped import template_path
from tests.judges.own.example import SHEET, good, spoil, write

Audit = Callable[[Path | str], list[str]]


def test_finds_nothing_in_a_good_workbook(audit: Audit) -> None:
    assert audit(template_path("programme")) == []


def test_says_what_is_wrong_and_where(audit: Audit, tmp_path: Path) -> None:
    members = good()
    before = audit(write(members, tmp_path / "good.xlsx"))
    spoil(members, SHEET, "<sheetData>", '<sheetData wrong="1"><nonsense/>')
    found = set(audit(write(members, tmp_path / "spoilt.xlsx"))) - set(before)
    assert any("nonsense" in error and SHEET in error for error in found), found
