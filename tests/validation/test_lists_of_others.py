"""What stands between the rows of somebody else's list, and headings that no row of it is, are no
faults of it; a slip among them is told all the same."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest

from motxl.api import check, renumber
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


# Headings that no row has


@pytest.mark.parametrize(
    ("codes", "to_check"),
    [
        ("1.1 1.2 2.1 2.2 2.4 3.1", ["NUM005"]),
        ("1.1 1.2 1.3 1.5 2.1 2.2 2.3 3.1 3.2", ["NUM005"]),
        ("1.1.1 1.1.2 1.2.1 1.2.4 2.1.1 2.1.2 2.2.1", ["NUM005"]),
        ("1.1 1.2 1.3 2.1 2.2 3.1 3.2", []),
    ],
)
def test_where_no_row_is_a_heading_a_number_that_is_left_out_is_a_gap(
    tmp_path: Path, codes: str, to_check: list[str]
) -> None:
    found = told(tmp_path / "book.xlsx", listed(*codes.split()))
    assert (found.blocking, found.to_check) == ([], to_check)


@pytest.mark.parametrize(
    ("codes", "blocking"),
    [
        ("1.1 1.2 1.3 1.3 1.4 2.1 2.2 3.1 3.2", ["NUM008"]),
        ("1.1 1.2 1.4 1.3 1.5 2.1 2.2 3.1 3.2", ["NUM006"]),
    ],
)
def test_a_slip_in_such_a_list_is_told(tmp_path: Path, codes: str, blocking: list[str]) -> None:
    assert told(tmp_path / "book.xlsx", listed(*codes.split())).blocking == blocking


def test_a_number_is_first_taken_for_the_code_that_it_shows(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    assert not told(path, listed(1.1, 1.4, 2.1, 2.2, 3.1, 3.2, 3.4, 4.1)).blocking
    gaps = [one.message for one in check(path).diagnostics if one.rule == "NUM005"]
    assert [message.split(" comes")[0] for message in gaps] == ["1.4", "3.4"]


# Titles, notes and totals between the rows


def with_titles() -> list[Row]:
    lines: list[Row] = [["Libellé", "Exigence", "Code critère"]]
    for objective in range(1, 5):
        lines.append([f"Objectif 1.{objective} – Thème {objective}", None, None])
        lines += [
            [f"{LABELS[n % 4]} {objective}{n}x", f"Ville {n}", f"1.{objective}-{n:02d}"]
            for n in range(1, 7)
        ]
    return lines


def test_a_title_beside_which_nothing_stands_is_no_row_without_a_code(tmp_path: Path) -> None:
    found = told(tmp_path / "book.xlsx", with_titles())
    assert found[:2] == ([], [])
    assert found.left_out["banner"] == (2, 9, 16, 23)
    assert not found.not_checked


def test_a_row_that_lost_its_code_has_more_to_say_and_is_told(tmp_path: Path) -> None:
    lines = with_titles()
    lines[10][2] = None
    assert told(tmp_path / "book.xlsx", lines).to_check == ["NUM003"]
    lines[10][2] = lines[9][2]
    assert told(tmp_path / "book.xlsx", lines).blocking == ["NUM008"]


def test_notes_and_page_feet_between_the_rows_are_left_out(tmp_path: Path) -> None:
    lines = listed(*["1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3"])
    lines.insert(6, [None, "Voir aussi le volet nappes", None])
    lines.insert(4, [None, 34, "Page"])
    lines.append([None, "Actions due: 10", None])
    found = told(tmp_path / "book.xlsx", lines)
    assert found[:2] == ([], [])
    assert sorted(found.left_out["banner"] + found.left_out["note"]) == [5, 8, 14]
    assert not renumber(tmp_path / "book.xlsx", write=False).found.edits


def test_actions_without_a_code_are_no_notes(tmp_path: Path) -> None:
    lines: list[Row] = [["Code", "Action", "Pilote"]]
    for axis in range(1, 4):
        lines.append([f"{axis}", f"Axe {axis}", "Ville"])
        lines.append([f"{axis}.1", f"{LABELS[axis]} {axis}x", "Ville"])
        lines += [[None, f"{LABELS[n]} {axis}{n}", None] for n in range(3)]
    found = told(tmp_path / "book.xlsx", lines)
    assert found[:2] == ([], [])
    assert "banner" not in found.left_out


@pytest.mark.parametrize("total", [6, "6"])
def test_the_number_of_a_total_is_no_code(tmp_path: Path, total: object) -> None:
    lines: list[Row] = [["Thème", "N°", "Critère"]]
    lines += [
        ["Eau" if number == 1 else None, f"{axis}.{number}", f"{LABELS[number]} {axis}x"]
        for axis in range(1, 4)
        for number in range(1, 3)
    ]
    lines.append(["Total", total, "critères"])
    found = told(tmp_path / "book.xlsx", lines)
    assert found[:2] == ([], [])
    assert found.left_out["total"] == (8,)


def test_subtotals_between_the_rows_are_left_out(tmp_path: Path) -> None:
    lines: list[Row] = [["OLT", "Code", "Action", "Jours"]]
    for axis in range(1, 4):
        lines += [
            [None, f"{axis}.{number}", f"{LABELS[number]} {axis}x", 4] for number in range(1, 4)
        ]
        lines.append([f"Sous-total OLT {axis}", None, None, 12])
        lines.append([])
    found = told(tmp_path / "book.xlsx", lines)
    assert found[:2] == ([], [])
    assert found.left_out["total"] == (5, 10, 15)


def test_blank_rows_part_the_sections_of_a_list(tmp_path: Path) -> None:
    lines = listed(*["1.1", "1.2", "1.3", "2.1", "2.2", "2.3"])
    lines.insert(4, [])
    assert told(tmp_path / "book.xlsx", lines)[:2] == ([], [])
