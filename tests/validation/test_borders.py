"""A workbook that says itself which borders there are, and which country comes first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.table import Table

from motxl.a1 import to_a1
from motxl.book.file.filebook import open_book
from motxl.extract.content import Contents, reasons_in_words
from motxl.extract.words import words_in
from motxl.jobs.fix import fix
from motxl.jobs.summary import summarise
from motxl.ooxml import Workbook
from motxl.ooxml.values import Value
from motxl.programme.borders import USUAL
from motxl.programme.relevance import Relevance
from motxl.template.frontieres import shipped_rows
from motxl.validation.engine import validate
from tests.summary.making import action, book

BELGIAN = [("BE-NL", "belgo-néerlandaise", "BE; NL"), ("BE-DE", "", ""), ("DE-NL", "", "DE;NL")]
MEMBERS: list[dict[str, Value]] = [
    {"Clé": "M1", "Nom": "Benelux", "Frontières": "BE-NL"},
    {"Clé": "M2", "Nom": "Euregio", "Frontières": "BE-DE"},
    {"Clé": "M3", "Nom": "Lille", "Frontières": "FR-BE"},
]


def made(
    path: Path,
    rows: Sequence[dict[str, Value]],
    borders: Sequence[Sequence[Value]] | None = None,
    first: str | None = "BE",
    members: Sequence[dict[str, Value]] = MEMBERS,
) -> Path:
    book(path, rows, tblAdherents=members, tblTerritoires=())
    workbook = Workbook.open(path)
    if borders is not None:
        workbook.table("tblFrontieres").replace_rows([list(row) for row in borders])
    table = workbook.table("tblParametres")
    row = table.first_data_row + table["Clé"].index("pays en tête")
    table.sheet[f"B{row}"].value = first
    workbook.save(path, force=True)
    return path


def told(path: Path) -> list[tuple[str, str | None, str | None]]:
    found = validate(open_book(path).programme)
    return [(d.rule, d.sheet, d.cell) for d in found if d.rule[:3] == "BRD" or d.rule == "MEM507"]


def test_another_house_has_its_own_borders(tmp_path: Path) -> None:
    rows: list[dict[str, Value]] = [
        {"Axe": "1", "Programme de travail": "AXE 1 - Un cadre", "Type": "Axe"},
        action("Un pont", Frontière="BE-NL"),
        action("Trois pays", Frontière="BE-DE-NL"),
        action("BE-DE / Une étude", Frontière="BE-DE"),
        action("Une étude BE-NL", Portée="Tous"),
    ]
    path = made(tmp_path / "a.xlsx", rows, BELGIAN)
    programme = open_book(path).programme
    relevance = Relevance(programme)
    assert programme.registers.members is not None
    first, second, third = programme.registers.members
    assert [one.entry.row for one in relevance.direct(first)] == [4, 5]
    assert [one.entry.row for one in relevance.direct(second)] == [5, 6]
    assert relevance.direct(third) == []
    assert told(path) == [("BRD404", "Programme", "F7"), ("MEM507", "Adhérents", "F7")]
    line = next(one for one in Contents(relevance).of_member(first).direct if one.reasons)
    said = {code: reasons_in_words(line, relevance, words_in(code)) for code in ("fr", "de")}
    assert said == {"fr": ("frontière belgo-néerlandaise",), "de": ("Grenze BE-NL",)}
    editing = open_book(path, editing=True)
    summarise(editing)
    values = Workbook.open(path).table("tblDonneesFrontieres")["Frontière"]
    assert set(values) >= {"BE-NL", "BE-DE"}


def test_a_border_more_counts_at_once(tmp_path: Path) -> None:
    rows = [action("Un projet", Frontière="FR-DE-CH"), action("Un autre", Frontière="FR-PT")]
    before = made(tmp_path / "a.xlsx", rows, first="FR", members=())
    assert told(before) == [("BRD401", "Programme", "F4")]  # known, but nobody's neighbour here
    more = [*shipped_rows(), ("FR-PT", None, None)]
    assert told(made(tmp_path / "b.xlsx", rows, more, "FR", ())) == []


def test_without_a_first_country_borders_are_as_they_are_listed(tmp_path: Path) -> None:
    rows = [action("A", Frontière="NL-DE"), action("B", Frontière="DE-NL")]
    path = made(tmp_path / "a.xlsx", rows, BELGIAN, "aucun", ())
    assert told(path) == [("BRD402", "Programme", "F3")]
    editing = open_book(path, editing=True)
    fix(editing, ["BRD402"])
    editing.save()
    assert told(path) == []
    assert [e.borders for e in open_book(path).programme.entries] == [["DE-NL"], ["DE-NL"]]


@pytest.mark.parametrize("table", ["list", "none", "blank"])
def test_a_workbook_without_the_table_has_the_usual_borders(tmp_path: Path, table: str) -> None:
    """A list of codes alone is what the table was when motxl did not read it."""
    path = made(tmp_path / "a.xlsx", [action("A", Frontière="FR-AT")], [(None,) * 3], None)
    if table != "blank":
        workbook = openpyxl.load_workbook(path)
        sheet = workbook["Paramètres"]
        ref = sheet.tables.pop("tblFrontieres").ref
        if table == "list":
            begin, end = ref.split(":")
            letters = begin.rstrip("0123456789")
            sheet[begin] = "Frontières"
            ref = f"{begin}:{letters}{end.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}"
            sheet.add_table(Table(displayName="tblFrontieres", ref=ref))
        workbook.save(path)
    borders = open_book(path).programme.borders
    assert borders.is_usual
    assert (borders.first, borders.countries) == ("FR", USUAL.countries)
    assert [d for d in validate(open_book(path).programme) if d.rule == "STR701"] == []


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (("BE-XX", "", ""), "Code"),
        (("BE", "", ""), "Code"),
        (("BE-BEL", "", ""), "Code"),
        (("BE-BE", "", ""), "Code"),
        ((None, "belgo-luxembourgeoise", ""), "Code"),
        (("NL/BE", "", ""), "Code"),
        (("BE-LU", "", "Belgique; France"), "Pays"),
        (("BE-LU", "", "BE; XX"), "Pays"),
        (("Alpes", "", "FR; IT"), "Pays"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_with_its_cell(
    tmp_path: Path, row: tuple[Value, ...], column: str
) -> None:
    path = made(tmp_path / "a.xlsx", [action()], [*BELGIAN, row], members=())
    table = Workbook.open(path).table("tblFrontieres")
    letter = {"Code": 0, "Nom": 1, "Pays": 2}[column] + table.ref.first_column
    found = [d for d in validate(open_book(path).programme) if d.sheet == "Paramètres"]
    cell = to_a1(table.first_data_row + len(BELGIAN), letter)
    assert [(d.rule, d.cell) for d in found] == [("BRD401", cell)]
    assert len(open_book(path).programme.borders.listed) == len(BELGIAN)


def test_a_name_of_a_country_is_as_good_as_its_code(tmp_path: Path) -> None:
    rows = [("BE-LU", "", "Belgique; Luxembourg"), ("Polaire", "", "")]
    assert told(made(tmp_path / "a.xlsx", [action()], rows, "Belgique", ())) == []


@pytest.mark.parametrize("first", ["XX", "Belgqiue", "PT"])
def test_a_first_country_that_is_none_or_in_no_border_is_told(tmp_path: Path, first: str) -> None:
    path = made(tmp_path / "a.xlsx", [action()], BELGIAN, first, ())
    assert [(rule, sheet) for rule, sheet, _cell in told(path)] == [("BRD401", "Paramètres")]


def test_a_code_spelled_otherwise_is_put_right(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx", [action()], [("NL-BE", "", ""), ("be/de", "", "")], "BE", ())
    assert [rule for rule, _sheet, _cell in told(path)] == ["BRD402", "BRD402"]
    editing = open_book(path, editing=True)
    fix(editing, ["BRD402"])
    editing.save()
    assert Workbook.open(path).table("tblFrontieres")["Code"] == ["BE-NL", "BE-DE"]


def test_what_is_shipped_reads_without_a_remark(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx", [action()], None, "FR", ())
    borders = open_book(path).programme.borders
    assert not borders.faults
    assert len(borders.listed) == len([*shipped_rows()])
    assert told(path) == []
    for one in borders.listed:
        if one.border[0] == "FR" and len(one.border) == 2 and one.names:
            code = "-".join(one.border)
            words = words_in("fr")
            assert words.border_in_words(code, one.names[0]) == words.border_in_words(code)
