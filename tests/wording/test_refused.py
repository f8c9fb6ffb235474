"""Words that cannot be understood are refused, and words stay out of what is not theirs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from string import ascii_uppercase

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from motxl.book.file.filebook import open_book
from motxl.errors import MotxlError
from motxl.i18n import _, call_things
from motxl.ooxml import Workbook
from motxl.template.builder import build_template
from motxl.template.texts import LANGUAGES
from motxl.template.words import called_in, open_own, own_workbook
from motxl.text.ownnames import OwnNames
from tests.wording.twins import made

Row = tuple[str | None, ...]


@pytest.fixture(scope="session")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("refused"), "en")


@pytest.fixture
def book(english: Path, tmp_path: Path) -> Path:
    path = tmp_path / "programme.xlsx"
    path.write_bytes(english.read_bytes())
    return path


def edited(path: Path, change: Callable[[Worksheet], None]) -> None:
    """The sheet of the settings, changed by somebody who knows nothing of motxl."""
    workbook = openpyxl.load_workbook(path)
    change(workbook["Settings"])
    workbook.save(path)


def put(path: Path, *changes: tuple[Row, Row]) -> list[str]:
    """Put other words into rows of ``tblMots``, each found by what it begins with: in a blank row
    for none. The first cell of each."""
    cells: list[str] = []

    def done(sheet: Worksheet) -> None:
        table = sheet.tables["tblMots"]
        lines = list(sheet[table.ref])
        for old, new in changes:
            found = next(
                line for line in lines if tuple(cell.value for cell in line)[: len(old)] == old
            )
            for cell, value in zip(found, new, strict=True):
                cell.value = value
            cells.append(found[0].coordinate)

    edited(path, done)
    return cells


AXIS: Row = ("tblProgramme", None, "Axe", "Axis")
SPARE: Row = ("tblCoupes",)


def refusal(path: Path) -> str:
    with pytest.raises(MotxlError) as refused:
        open_book(path)
    return str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            ("tblProgramme", None, "État d'avancement"),
            ("tblProgramme", None, "Etat d’avancement", "Progress"),
            "write “État d'avancement”",
        ),
        (AXIS, ("tblPrograme", None, "Axe", "Axis"), "write “tblProgramme”"),
        (AXIS, ("tblProgramme", None, "Moi", "Axis"), "correct it"),
        (AXIS, ("tblProgramme", None, "Portée", "Axis"), "“Portée”"),
        (AXIS, ("tblProgramme", "Axe", "Axe", "Axis"), "“Axe”"),
        (
            ("tblEtats", "États", "Réalisé"),
            ("tblEtats", "États", "Realise", "Done"),
            "write “Réalisé”",
        ),
        ((None, None, "Thèmes"), (None, None, "Theme", "Themes"), "write “Thèmes”"),
        ((None, "langue"), (None, "langu", "fr", "en"), "write “langue”"),
    ],
)
def test_a_row_that_is_misspelt_is_refused(old: Row, new: Row, told: str, book: Path) -> None:
    (cell,) = put(book, (old, new))
    said = refusal(book)
    assert told in said
    row = cell.lstrip(ascii_uppercase) if "lacks" not in said else ""  # or the other one's
    assert re.search(rf"Settings!A[A-Z]{row}", said)


@pytest.mark.parametrize(
    ("old", "told"),
    [
        (AXIS, "“Axis” in Programme!A2"),
        (("tblEtats", "États", "Réalisé"), "“Done” in Settings!"),
        (("tblParametres", "Clé", "lignes communes"), "“common rows” in Settings!"),
        ((None, None, "Événements"), "the sheet “Events”"),
    ],
)
def test_a_row_that_is_missing_is_refused(old: Row, told: str, book: Path) -> None:
    put(book, (old, (None, None, None, None)))
    assert told in refusal(book)


def test_words_that_are_emptied_are_refused(book: Path) -> None:
    def emptied(sheet: Worksheet) -> None:
        for line in sheet[sheet.tables["tblMots"].ref][1:]:
            for cell in line:
                cell.value = None

    edited(book, emptied)
    assert "tblMots lacks a row" in refusal(book)


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_words_that_are_lost_are_refused(language: str, tmp_path: Path) -> None:
    path = made(tmp_path, language)
    workbook = openpyxl.load_workbook(path)
    for sheet in workbook:
        sheet.tables.pop("tblMots", None)
    workbook.save(path)
    said = refusal(path)
    assert "has lost the table tblMots" in said
    assert "Programm" in said


def test_names_of_tables_are_known_in_any_case(book: Path) -> None:
    put(book, (AXIS, ("TBLprogramme", None, "Axe", "Axis")))
    columns = open_own(book).table("tblProgramme").columns
    assert {"Axe", "Réf.", "Portée"} <= set(columns)


def test_rows_of_tables_of_others_are_left_aside(book: Path) -> None:
    def added(sheet: Worksheet) -> None:
        table = sheet.tables["tblMots"]
        last = sheet[table.ref][-1]
        for cell, value in zip(last, ("tblX", None, "territory", "b"), strict=True):
            sheet.cell(cell.row + 1, cell.column, value)
        table.ref = table.ref.rsplit(":", 1)[0] + f":{last[-1].column_letter}{last[-1].row + 1}"

    edited(book, added)
    call_things(called_in(open_own(book)))
    assert _("The text names a territory whose border the row does not have: {names}.").format(
        names="A"
    ) == ("The text names a territory whose border the row does not have: A.")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Bad/Name?", "cannot be the name"),
        ("Findings [1]", "cannot be the name"),
        ("'Findings", "cannot be the name"),
        ("F" * 32, "cannot be the name"),
        ("EVENTS", "the name of another sheet"),
    ],
)
def test_what_cannot_be_the_name_of_a_sheet_is_refused(name: str, told: str, book: Path) -> None:
    put(book, ((None, None, "Contrôle"), (None, None, "Contrôle", name)))
    said = refusal(book)
    assert told in said
    assert f"“{name}”" in said


@pytest.mark.parametrize("text", ["None", "ALL", "no", "Aucune"])
def test_a_text_among_the_settings_is_no_word(text: str) -> None:
    """Only some keys take a value of a list."""
    own = own_workbook(build_template("en"))
    table = own.table("tblParametres")
    rows = {str(row["Clé"]): table.first_data_row + n for n, row in enumerate(table.rows)}
    value = table.column("Valeur")
    for key, said in {"signature": text, "expéditeur": text, "lignes communes": "aucune"}.items():
        table.sheet.set_value((rows[key], value), said)
    raw = Workbook(own.to_bytes())
    written = {row["Key"]: row["Value"] for row in raw.table("tblParametres").rows}
    assert [written[key] for key in ("signature", "sender", "common rows")] == [
        *(text, text, "none"),
    ]
    again = {
        row["Clé"]: row["Valeur"]
        for row in own_workbook(own.to_bytes()).table("tblParametres").rows
    }
    assert [again[key] for key in ("signature", "expéditeur", "lignes communes")] == [
        *(text, text, "aucune"),
    ]


def test_braces_in_a_word_are_no_places() -> None:
    call_things(OwnNames({"Frontière": "Border {FR}", "Thèmes": "{0}"}, {"Thèmes": "{0}"}, {}))
    assert _("Portée and Frontière.") == "Portée and Border {FR}."
    text = _("“{value}” is not in the column Frontière of Thèmes.")
    assert text.format(value="x") == "“x” is not in the column Border {FR} of {0}."
    assert _("Write into the column Frontière.").format() == "Write into the column Border {FR}."


def test_who_is_called_like_a_word_keeps_the_name() -> None:
    words = {"Commune": "Municipality", "Objectif": "Objective"}
    call_things(OwnNames(words, {}, words))
    assert _("Did you mean “{name}”?").format(name="Objectif") == "Did you mean “Objectif”?"
    assert _("{names}").format(names="Commune, Objectif") == "Commune, Objectif"
    assert _("{member}").format(member="Commune") == "Commune"
    assert _("Choose {expected}.").format(expected="Objectif") == "Choose Objective."
