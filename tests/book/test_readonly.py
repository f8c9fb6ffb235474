"""An OpenDocument spreadsheet is validated by its values; what would edit it refuses."""

from __future__ import annotations

import json
import random
from contextlib import suppress
from pathlib import Path

import pytest

from motxl.__main__ import run
from motxl.book.file.filebook import open_book
from motxl.errors import MotxlError
from motxl.validation.diagnostics import Severity
from motxl.validation.engine import validate
from tests.book.opendocument_building import row, sheet, text_cell, write

HEADER = row("Axe", "Programme de travail 2026")
REFERENCE = "Titre (cf. Cross-border deal thème 2)"


def programme(*rows: str) -> str:
    return sheet("Programme", HEADER, *rows)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write(
        tmp_path / "p.ods",
        programme(row("1", "AXE 1"), row("1.1", REFERENCE), row("1.3", "Bâle")),
        sheet("Notes", row("Clé", "Famille", "N°", "Intitulé")),
        sheet(
            "thèmes",
            row("Thèmes"),
            row(""),
            row("", "Clé", "Famille", "N°", "Intitulé", "Couleur", "Alias"),
            row("", "Deal 2", "Cross-border Deal", "2", "Culture", "vert", "a; b"),
            row(""),
            row("", "M", "Thème transversal", "", "Montagne"),
        ),
        sheet("Paramètres", row("Clé", "Valeur"), row("année", "2027")),
    )


def found(path: Path) -> list[tuple[str, str | None]]:
    programme = open_book(path).programme
    return [(d.rule, d.cell) for d in validate(programme) if d.severity > Severity.INFO]


def test_tables_are_found_by_their_sheet_and_header_row(book: Path) -> None:
    read = open_book(book).programme
    assert read.themes_sheet == "thèmes"
    assert [(t.key, t.label, t.row) for t in read.themes] == [
        ("Deal 2", "Culture", 4),
        ("M", "Montagne", 6),
    ]
    assert read.themes.all[0].aliases == ("a", "b")
    assert read.year == 2027
    assert found(book) == [("STR709", "B1"), ("NUM005", "A4"), ("STR709", "D4"), ("REF103", "B6")]


def test_nothing_is_said_of_colours_but_that(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["validate", str(book), "--select", "COL"]) == 0
    assert "Not checked: the colours" in capsys.readouterr().out
    assert run(["references", str(book)]) == 0
    shown = capsys.readouterr().out
    assert "Deal 2" in shown
    assert "no colour" not in shown
    assert run(["references", str(book), "--format", "json"]) == 0
    (reference,) = json.loads(capsys.readouterr().out)["references"]
    assert (reference["cell"], reference["key"], reference["colour"]) == ("B3", "Deal 2", None)


@pytest.mark.parametrize("arguments", [["colour"], ["colour", "--check"], ["colour", "--diff"]])
def test_what_would_edit_it_refuses_and_says_what_to_do(
    arguments: list[str], book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = book.read_bytes()
    assert run([*arguments, str(book)]) == 2
    (line,) = capsys.readouterr().err.strip().splitlines()
    assert "save it as .xlsx" in line
    assert book.read_bytes() == before
    assert list(book.parent.iterdir()) == [book]


def test_edits_are_refused_even_where_a_caller_forgot_to_ask(book: Path) -> None:
    opened = open_book(book)
    with pytest.raises(MotxlError, match=r"save it as \.xlsx"):
        opened.save()
    with pytest.raises(MotxlError, match=r"save it as \.xlsx"):
        _ = opened.workbook


def test_a_place_can_be_named(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(open_book(book, sheet="programme", columns="B").programme.entries) == 4
    assert run(["validate", str(book), "--sheet", "Feuille"]) == 2
    assert "Programme, Notes, thèmes, Paramètres" in capsys.readouterr().err


def test_a_renamed_column_is_found_on_the_template_s_own_sheet(tmp_path: Path) -> None:
    columns = ("Axes", "Programme de travail", "Type", "Réf.", "Portée", "Frontieres", "Pilote")
    others = ("Calendrier", "Thèmes Deal", "Jetons")
    path = write(
        tmp_path / "p.ods", sheet("Programme", row(*columns, *others), row("1", "AXE 1", "Axe"))
    )
    missing = [d for d in validate(open_book(path).programme) if d.rule == "STR701"]
    assert [d.suggestion for d in missing] == [
        "Rename the column “Axes” to “Axe”.",
        "Rename the column “Frontieres” to “Frontière”.",
    ]


def test_merged_cells_and_blank_rows_are_seen(tmp_path: Path) -> None:
    merged = text_cell("1.1", 'table:number-columns-spanned="2"')
    covered = "<table:covered-table-cell/>"
    path = write(
        tmp_path / "p.ods",
        programme(
            row("1", "AXE 1"),
            row("", "", attributes='table:number-rows-repeated="2"'),
            row(merged, covered),
            row("1.2", "Fin"),
        ),
    )
    assert [c for r, c in found(path) if r == "STR703"] == ["A3"]
    assert "A5:B5" in next(
        d.message for d in validate(open_book(path).programme) if d.rule == "STR704"
    )


FOUR_BILLION = '"4000000000"'
NUMBER = '<table:table-cell office:value-type="float" office:value="1" %s/>'


def test_rows_that_are_hidden_or_filtered_out_are_told(tmp_path: Path) -> None:
    """And blank ones are not: programs hide those below the last row."""
    path = write(
        tmp_path / "p.ods",
        programme(
            row("1", "AXE 1"),
            row("1.1", "Un objectif", attributes='table:visibility="collapse"'),
            row("1.2", "Un autre", attributes='table:visibility="filter"'),
            row("1.3", "Un dernier", attributes='table:visibility="visible"'),
            row("", "", attributes='table:visibility="collapse" table:number-rows-repeated="9"'),
        ),
    )
    programme_of = open_book(path).programme
    assert programme_of.structure.hidden_rows == (3, 4)
    assert [one.rule for one in validate(programme_of) if one.rule == "STR706"] == ["STR706"]


@pytest.mark.parametrize(
    "rows",
    [
        row("1", attributes=f"table:number-rows-repeated={FOUR_BILLION}"),
        row(NUMBER % f"table:number-columns-repeated={FOUR_BILLION}"),
        row(attributes='table:number-rows-repeated="100000"')
        + row('<table:table-cell table:number-columns-repeated="100000"/>', "far away"),
        row("x" * 100_000, attributes='table:number-rows-repeated="10000"'),
        row("1", attributes='table:number-rows-repeated="&#52;000000000"'),
        row(NUMBER % 'table:number-columns-repeated="20000"') * 500,
    ],
    ids=["rows", "columns", "corners", "text", "written otherwise", "many rows"],
)
def test_what_would_fill_the_memory_is_refused(rows: str, tmp_path: Path) -> None:
    path = write(tmp_path / "bomb.ods", programme(rows))
    with pytest.raises(MotxlError, match="absurd size"):
        open_book(path)


def test_many_sheets_are_bounded_together(tmp_path: Path) -> None:
    rows = row(NUMBER % 'table:number-columns-repeated="17"') * 1
    many = rows.replace("<table:table-row ", '<table:table-row table:number-rows-repeated="20000" ')
    path = write(tmp_path / "bomb.ods", *(sheet(f"S{n}", many) for n in range(30)))
    with pytest.raises(MotxlError, match="absurd size"):
        open_book(path)


def test_blank_cells_to_the_end_of_the_sheet_cost_nothing(tmp_path: Path) -> None:
    """As LibreOffice writes them where a whole column or row has a look."""
    blank = '<table:table-cell table:style-name="ce1" table:number-columns-repeated="16384"/>'
    path = write(
        tmp_path / "p.ods",
        programme(
            row("1", "AXE 1", blank),
            row(blank, attributes='table:number-rows-repeated="1048574"'),
        ),
    )
    assert [entry.label for entry in open_book(path).programme.entries] == ["AXE 1"]


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ({"manifest": "<m:encryption-data/>"}, "password"),
        ({"prolog": '<!DOCTYPE a [<!ENTITY z "zz">]>'}, "damaged"),
        ({"content": b"<office:document-content><table:table"}, "damaged"),
        ({"content": b""}, "damaged"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "zip archive"),
    ],
)
def test_damaged_protected_and_fake_ones_get_one_sentence(
    kind: dict[str, object], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path / "p.ods", programme(), **kind)  # type: ignore[arg-type]
    for command in ("validate", "references", "colour"):
        assert run([command, str(path)]) == 2
        (line,) = capsys.readouterr().err.strip().splitlines()
        assert "p.ods" in line
        if command != "colour":
            assert says in line


def test_a_repeat_that_is_no_number_is_damage(tmp_path: Path) -> None:
    for wrong in ("x", "", "9" * 5000):
        rows = row("1", attributes=f'table:number-rows-repeated="{wrong}"')
        with pytest.raises(MotxlError):
            open_book(write(tmp_path / "p.ods", programme(rows)))


def test_whatever_the_bytes_are_a_sentence_or_a_programme_comes_out(book: Path) -> None:
    chance = random.Random(20250129)
    whole = book.read_bytes()
    for _ in range(200):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            start = chance.randrange(len(data))
            data[start : start + chance.randint(1, 8)] = chance.randbytes(chance.randint(0, 8))
        book.write_bytes(bytes(data))
        with suppress(MotxlError):
            open_book(book)
