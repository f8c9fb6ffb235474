"""Renamed columns get their names back, and slips that change what is made are told."""

from __future__ import annotations

import re

import pytest

from motxl.a1 import to_a1
from motxl.book.file.filebook import FileBook
from motxl.jobs.fix import fix
from motxl.ooxml import Workbook
from motxl.template import layout
from motxl.validation.engine import validate
from tests.columns.filled import filled, put, read
from tests.quick import one_in

TABLES = [table for table in layout.TABLES if table not in layout.DONNEES]
COLUMNS = [(table, column) for table in TABLES for column in table.expected()]


@pytest.mark.parametrize(
    ("table", "column"),
    one_in(3, COLUMNS, kind=lambda one: one[0]),
    ids=[f"{table.name} {column}" for table, column in COLUMNS],
)
@pytest.mark.parametrize("name", ["Colonne1"])
def test_a_renamed_column_gets_its_name_back(
    table: layout.TableLayout, column: str, name: str
) -> None:
    """In the header's cell, in the table's part, and in the defined names that point to it."""
    right = Workbook(filled())
    workbook = Workbook(filled())
    found = workbook.table(table.name)
    assert found is not None
    found.rename_columns({column: name})
    book = FileBook.read(Workbook(workbook.to_bytes()))
    told = validate(book.programme, ["STR701"])
    assert [d.fix is not None and d.fix.safe for d in told] == [False]
    assert not fix(book, ["STR701"]).fixed
    assert fix(book, ["STR701"], unsafe=True).fixed
    mended = Workbook(book.workbook.to_bytes())
    header = mended.table(table.name)
    assert header is not None
    assert header.header_row is not None
    assert header.columns == table.columns
    columns = range(header.ref.first_column, header.ref.last_column + 1)
    cells = header.sheet.cells(columns, header.header_row, header.header_row)
    assert tuple(cell.text for cell in cells) == table.columns
    assert mended.part(mended.part_name) == right.part(right.part_name)


def test_a_column_that_a_formula_names_is_left_to_excel() -> None:
    """Excel lets formulas follow; motxl does not rewrite them, and says so."""
    workbook = Workbook(filled())
    found = workbook.table(layout.PROGRAMME.name)
    assert found is not None
    found.rename_columns({"Frontière": "Zone"})
    part = found.sheet.part_name
    formula = b'<c r="Z3"><f>COUNTA(tblProgramme[Zone])</f><v>1</v></c></row>'
    workbook.flush()
    data = workbook.part(part)
    at = data.index(b"</row>", data.index(b'<row r="3"'))
    workbook.replace_part(part, data[:at] + formula + data[at + len(b"</row>") :])
    found.sheet.forget()
    book = FileBook.read(Workbook(workbook.to_bytes()))
    before = book.workbook.to_bytes()
    made = fix(book, ["STR701"], unsafe=True)
    assert not made.fixed
    assert ["cannot be renamed" in one.why for one in made.refused] == [True]
    assert book.workbook.to_bytes() == before


@pytest.mark.parametrize(
    ("table", "column", "row", "wrong", "rule"),
    one_in(
        3,
        [
            ("tblProgramme", "Programme de travail", 22, None, "NUM019"),
            ("tblProgramme", "Programme de travail", 22, "\u200b", "NUM019"),
            ("tblProgramme", "Réf.", 22, "abc", "NUM014"),
            ("tblProgramme", "Pilote", 22, "AURÉLIE", "STR709"),
            ("tblProgramme", "État d'avancement", 22, "en cours", "STR709"),
            ("tblProgramme", "État d'avancement", 22, "Terminé", "STR709"),
            ("tblProgramme", "Autres thèmes", 22, "Deal 14; Montagn", "REF110"),
            ("tblEvenements", "Fin", 5, "au printemps", "DAT602"),
            ("tblThemes", "N°", 5, "I", "STR709"),
            ("tblThemes", "N°", 6, "2", "STR709"),
            ("tblThemes", "Clé", 6, "Deal  2", "STR709"),
            ("tblThemes", "Nouveau", 6, "x", "STR709"),
            ("tblTerritoires", "Frontières", 5, "FR-XX", "BRD401"),
            ("tblJetons", "Réf.", 5, "2025-999", "JET205"),
            ("tblJetons", "Nombre de jetons", 5, "gratuit", "JET204"),
            ("tblJetons", "Ouverte à", 5, "Départements", "MEM501"),
            ("tblSuiviJetons", "Date", 5, "au printemps", "JET204"),
            ("tblSuiviJetons", "État", 5, "annulé", "JET204"),
            ("tblSuiviJetons", "Jetons", 5, -3, "JET204"),
            ("tblSuiviJetons", "Jetons", 5, "2", "JET204"),
            ("tblSuiviJetons", "Réf.", 5, "2025-999", "JET204"),
            ("tblAdherents", "Thèmes", 5, "Deal 44; Montagn", "REF110"),
            ("tblAdherents", "Langue", 5, "allemand", "MEM507"),
            ("tblAdherents", "Jetons attribués", 5, "cinq", "MEM507"),
            ("tblAdherents", "Jetons attribués", 5, "10,0", "MEM507"),
            ("tblVersions", "État", 5, "voté", "STR709"),
            ("tblParametres", "Clé", 11, "anée", "STR709"),
            ("tblParametres", "Clé", 11, "abc", "STR709"),
            ("tblParametres", "Valeur", 11, "deux mille", "STR709"),
            ("tblParametres", "Valeur", 13, "programme@", "STR709"),
        ],
        kind=lambda one: one[4],
    ),
)
def test_a_slip_is_told(table: str, column: str, row: int, wrong: object, rule: str) -> None:
    workbook = Workbook(filled())
    put(workbook, table, row, column, wrong)  # type: ignore[arg-type]
    known = {(d.rule, d.sheet, d.cell) for d in validate(read(filled()))}
    found = validate(read(workbook.to_bytes()))
    assert rule in {d.rule for d in found if (d.rule, d.sheet, d.cell) not in known}


BELOW = [table for table in TABLES if table.name not in {"tblParametres", "tblControle"}]


@pytest.mark.parametrize("table", BELOW, ids=[table.name for table in BELOW])
@pytest.mark.parametrize(("cells", "told"), [(3, True), (1, False)])
def test_a_row_typed_right_below_a_table_is_told(
    table: layout.TableLayout, cells: int, told: bool
) -> None:
    """A single cell may be a note; but below the programme every text counts."""
    workbook = Workbook(filled())
    found = workbook.table(table.name)
    assert found is not None
    for number in range(cells):
        place = (found.last_data_row + 1, found.ref.first_column + number)
        found.sheet.set_value(place, "1.1" if number == 0 else "Ajout")
    told_of = [d.sheet for d in validate(read(workbook.to_bytes()), ["STR708"])]
    assert told_of == [table.sheet] * told


def test_a_column_type_that_was_emptied_is_told() -> None:
    workbook = Workbook(filled())
    found = workbook.table(layout.PROGRAMME.name)
    assert found is not None
    for row in range(found.first_data_row, found.last_data_row + 1):
        put(workbook, layout.PROGRAMME.name, row, "Type", None)
    assert [d.cell for d in validate(read(workbook.to_bytes()), ["STR709"]) if "Type" in d.message]


def test_the_title_with_a_year_in_its_header_is_told_for_information() -> None:
    workbook = Workbook(filled())
    found = workbook.table(layout.PROGRAMME.name)
    assert found is not None
    found.rename_columns({"Programme de travail": "Programme de travail 2025"})
    book = FileBook.read(Workbook(workbook.to_bytes()))
    (told,) = validate(book.programme, ["STR701"])
    assert told.severity.name == "INFO"
    assert told.fix is not None
    assert not told.fix.safe
    fix(book, ["STR701"], unsafe=True)
    assert validate(book.programme, ["STR701"]) == []


@pytest.mark.parametrize("column", ["Axe", "Programme de travail", "Type"])
@pytest.mark.parametrize("body", [b"><f>T(1)</f></c>", b' t="e"><v>#REF!</v></c>'])
def test_a_cell_that_is_not_read_is_told_and_not_written_over(column: str, body: bytes) -> None:
    """A formula may only want computing; in place of an error, the code may be proposed."""
    workbook = Workbook(filled())
    found = workbook.table(layout.PROGRAMME.name)
    assert found is not None
    cell = to_a1(25, found.column(column) or 0)
    part = found.sheet.part_name
    pattern = rb'<c r="%s"((?: s="\d+")?)[^>]*?(?:/>|>.*?</c>)' % cell.encode()
    data, count = re.subn(pattern, rb'<c r="%s"\1%s' % (cell.encode(), body), workbook.part(part))
    assert count == 1
    workbook.replace_part(part, data)
    found.sheet.forget()
    told = [
        d for d in validate(read(workbook.to_bytes())) if d.cell == cell and d.rule[:3] == "NUM"
    ]
    assert ["shows an error" in d.message for d in told] == [True]
    is_error = b"#REF!" in body and column == "Axe"
    assert [d.fix and d.fix.safe for d in told] == [False if is_error else None]
