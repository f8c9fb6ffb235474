"""``motxl freeze``: the copy, the fingerprint, and what is left alone after it."""

from __future__ import annotations

import json
import stat
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from motxl import check, colour, freeze, open_programme, renumber, undo, validate
from motxl.__main__ import run
from motxl.book.file.filebook import open_book
from motxl.errors import MotxlError, UsageError
from motxl.files.errors import ExistsError
from motxl.jobs.freeze import state_of
from motxl.jobs.renumber import NotRenumberedError
from motxl.ooxml import Workbook
from motxl.ooxml.values import Value
from motxl.programme.adoption import fingerprint_of
from motxl.template.shipped import template_path
from tests.judges import own
from tests.judges.libreoffice import LibreOffice
from tests.summary.making import AXES, action, book

DAY = date(2025, 3, 12)
COPY = "book - adopté en AG - 2025-03-12.xlsx"
ROWS: list[dict[str, Value]] = [
    *AXES,
    action("Un séminaire (cf Cross-border Deal thème 4)", Pilote="B", Bilan=None),
    action("L’étude « des lignes » ; suite", Pilote="A"),
    {"Axe": "1.2", "Programme de travail": "Objectif B", "Type": "Objectif", "Pilote": "C"},
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Five rows: the headings 1, 1.1 and 1.2, and two actions under 1.1, in rows 3 to 7."""
    return book(tmp_path / "book.xlsx", ROWS)


def frozen(path: Path, state: str = "adopté en AG", **options: Any) -> Path:
    return freeze(path, state, day=DAY, pdf=False, **options).copy


def put(path: Path, cell: str, value: Value, sheet: str = "Programme") -> None:
    workbook = Workbook.open(path)
    workbook.sheet(sheet).set_value(cell, value)
    workbook.save()


def label(path: Path, row: int) -> str:
    return open_programme(path).entry_of_row[row].label


def print_of(path: Path) -> str:
    return fingerprint_of(open_programme(path))


def found(path: Path) -> list[tuple[str, str]]:
    return [(one.sheet, str(one.cell)) for one in validate(open_programme(path), select="VER801")]


# The copy and the row


def test_a_copy_for_reading_and_a_row_of_versions(
    path: Path, sdk: Callable[[Path], list[str]]
) -> None:
    print_before = print_of(path)
    done = freeze(path, "adopté en AG", day=DAY, pdf=False)
    assert done.copy == path.with_name(COPY)
    assert not done.copy.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    assert b'<fileSharing readOnlyRecommended="1"/>' in Workbook.open(done.copy).part(
        "xl/workbook.xml"
    )
    row = {
        "Date": DAY,
        "État": "adopté",
        "Instance": "AG",
        "Fichier": COPY,
        "Empreinte": print_before,
    }
    for one in (path, done.copy):
        assert Workbook.open(one).table("tblVersions").rows[-1] == row
        assert (print_of(one), found(one)) == (print_before, [])
        assert sdk(one) == []
        assert openpyxl.load_workbook(one)["Versions"]["B6"].value == "adopté"
    assert [one for one in own.problems(done.copy) if "no cell uses" not in one] == []
    undo(path)
    assert Workbook.open(path).table("tblVersions").rows[-1]["État"] == "publié"
    assert done.copy.exists()


def test_never_over_another_file(path: Path) -> None:
    there = path.with_name(COPY)
    there.write_bytes(b"mine")
    before = path.read_bytes()
    with pytest.raises(ExistsError):
        frozen(path)
    assert (there.read_bytes(), path.read_bytes()) == (b"mine", before)
    elsewhere = path.with_name("other.xlsx")
    assert frozen(path, output=elsewhere) == elsewhere
    with pytest.raises(UsageError):
        frozen(path, output=path.with_name("other.pdf"))


def test_a_workbook_that_cannot_be_written_leaves_no_copy(
    path: Path,
) -> None:
    from motxl.jobs.freeze import FreezeOptions
    from motxl.jobs.freeze import freeze as job

    opened = open_book(path, editing=True)
    put(path, "B4", "Somebody wrote meanwhile")
    before = path.read_bytes()
    with pytest.raises(MotxlError):
        job(opened, path, FreezeOptions("soumis", DAY, pdf=False))
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.glob("*.xlsx")] == ["book.xlsx"]


def test_older_tables_get_the_columns_that_they_lack(
    path: Path, sdk: Callable[[Path], list[str]]
) -> None:
    workbook = Workbook.open(path)
    sheet = workbook.table("tblVersions").sheet
    part = workbook.table("tblVersions").part_name
    old = workbook.part(part)
    start, end = old.rindex(b"<tableColumn "), old.rindex(b"</tableColumns>")
    ref = workbook.table("tblVersions").ref
    narrow = str(ref._replace(last_column=ref.last_column - 1)).encode()
    new = (old[:start] + old[end:]).replace(b'count="5"', b'count="4"')
    workbook.replace_part(part, new.replace(str(ref).encode(), narrow))
    sheet = workbook.table("tblVersions").sheet
    for row in range(ref.first_row, ref.last_row + 1):
        sheet.set_value((row, ref.last_column), None)
    workbook.save()
    assert Workbook.open(path).table("tblVersions").columns[-1] == "Fichier"
    put(path, "E4", "a note in the way", "Versions")
    before = path.read_bytes()
    with pytest.raises(MotxlError, match="E4 is occupied"):
        frozen(path)
    assert path.read_bytes() == before
    put(path, "E4", None, "Versions")
    done = frozen(path)
    assert Workbook.open(path).table("tblVersions").rows[-1]["Empreinte"] == print_of(path)
    assert (sdk(path), sdk(done), found(path)) == ([], [], [])
    assert [one for one in own.problems(path) if "no cell uses" not in one] == []


def test_states_are_those_of_the_list(path: Path) -> None:
    programme = open_programme(path)
    assert state_of("adopté en AG", programme) == ("adopté", "AG")
    assert state_of("ADOPTE par l’assemblée générale", programme) == (
        "adopté",
        "assemblée générale",
    )
    assert state_of("soumis", programme) == ("soumis", "")
    for text in ("", "voté", "adoptée en AG", "en AG adopté"):
        with pytest.raises(UsageError):
            state_of(text, programme)


def test_the_command_says_what_it_did(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["freeze", str(path), "--state", "adopté en AG", "--date", "12/03/2025", "--no-pdf"]
    assert run([*command, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["copy"], told["date"], told["kept"]) == (
        str(path.with_name(COPY)),
        "2025-03-12",
        True,
    )
    assert run(command) == 2
    assert "already exists" in " ".join(capsys.readouterr().err.split())
    assert run([*command[:4], "--date", "demain"]) == 2
    assert run(["freeze", str(path), "--state", "soumis", "--no-pdf"]) == 0
    assert "may be changed again" in " ".join(capsys.readouterr().err.split())


# The fingerprint


def test_libreoffice_and_a_sort_leave_the_fingerprint(
    path: Path, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    for one in (path, template_path("programme-2025")):
        resaved = libreoffice.convert(one, tmp_path / "lo.xlsx", "Calc MS Excel 2007 XML")
        assert print_of(resaved) == print_of(one)


def test_what_the_fingerprint_is_of(path: Path, tmp_path: Path) -> None:
    before = print_of(path)
    assert before.startswith("1-")
    assert len(before) == 66
    workbook = Workbook.open(path)
    table = workbook.table("tblProgramme")
    table.sheet.set_colour("B5", 0, 4, "FF0000")
    workbook.save()
    put(path, "B6", "L'étude “des lignes” ; suite")  # typography
    put(path, "O6", "Un bilan")
    put(path, "A6", " 1.1")
    put(path, "H6", "Z")
    assert print_of(path) == before
    changes: list[tuple[str, Value]] = [
        ("B6", "L'etude “des lignes” ; suite"),
        ("B6", "l'étude “des lignes” ; suite"),
        ("B6", "L'étude “des lignes”, suite"),
        ("A6", "1.2"),
        ("C6", "Objectif"),
    ]
    fresh = book(tmp_path / "fresh.xlsx", ROWS)
    data = fresh.read_bytes()
    for cell, value in changes:
        fresh.write_bytes(data)
        put(fresh, cell, value)
        assert print_of(fresh) != before, (cell, value)


def test_a_table_sorted_by_something_else_has_its_text_still(path: Path) -> None:
    for row in range(3, 8):
        put(path, f"Q{row}", row - 2)
    before = print_of(path)
    workbook = Workbook.open(path)
    workbook.table("tblProgramme").arrange_rows([6, 5, 7, 3, 4])
    workbook.save()
    frozen_text = print_of(path)
    rules = {one.rule for one in validate(open_programme(path))}
    assert ("NUM017" in rules, frozen_text == before) == (True, True)


# After adoption


def test_what_differs_is_told_by_row_or_at_all(path: Path) -> None:
    copy = frozen(path)
    put(path, "B6", "Une autre étude")
    assert found(path) == [("Programme", "B6")]
    # A copy that was changed is not believed; the state that is kept is.
    copy.chmod(0o644)
    put(copy, "B5", "Falsified")
    assert found(path) == [("Programme", "B6")]
    copy.unlink()
    moved = path.with_name("moved.xlsx")
    moved.write_bytes(path.read_bytes())
    assert found(moved) == [("Versions", "B6")]


def test_corrections_leave_the_adopted_text_alone(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    free = path.with_name("free.xlsx")
    free.write_bytes(path.read_bytes())
    assert [one.diagnostic.rule for one in check(free, fix=True, unsafe=True).fixed]
    assert label(free, 5) == "Un séminaire (cf. Cross-border Deal thème 4)"

    frozen(path)
    result = check(path, fix=True, unsafe=True)
    assert "REF102" in {one.diagnostic.rule for one in result.refused if one.is_adopted}
    assert label(path, 5) == "Un séminaire (cf Cross-border Deal thème 4)"
    assert found(path) == []
    # Colours and derived columns go on.
    colour(path)
    assert open_programme(path).entry_of_row[5].text("Thèmes Deal")
    assert found(path) == []
    assert run(["validate", str(path), "--fix"]) in {0, 1}
    said = " ".join(capsys.readouterr().out.split())
    assert "The text was adopted on 12/03/2025 (AG)" in said
    assert "use --force" in said
    check(path, fix=True, force=True)
    assert label(path, 5) == "Un séminaire (cf. Cross-border Deal thème 4)"
    assert found(path) == [("Programme", "B5")]


def test_what_gives_the_adopted_text_back_is_made(path: Path) -> None:
    frozen(path)
    put(path, "A7", date(2025, 2, 1))  # what French Excel makes of 1.2
    assert found(path)
    check(path, fix=True, unsafe=True)
    assert open_programme(path).entry_of_row[7].code_text == "1.2"
    assert found(path) == []


def test_nothing_is_renumbered_unless_forced(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(path, "A7", "1.3")
    frozen(path)
    before = path.read_bytes()
    with pytest.raises(NotRenumberedError) as caught:
        renumber(path)
    assert caught.value.reason == "adopted"
    assert run(["renumber", str(path)]) == 2
    assert "use --force" in " ".join(capsys.readouterr().err.split())
    assert path.read_bytes() == before
    assert renumber(path, write=False).counts == (1, 0)
    assert run(["renumber", str(path), "--force"]) == 0
    assert found(path) == [("Programme", "A7")]


def test_another_state_that_is_frozen_later_sets_the_text_free(path: Path) -> None:
    frozen(path)
    put(path, "B6", "Une autre étude")
    assert found(path)
    done = freeze(path, "soumis au bureau", day=date(2025, 6, 1), pdf=False)
    assert (done.is_kept, done.before, found(path)) == (False, "12/03/2025 (AG)", [])
    assert "REF102" not in {one.diagnostic.rule for one in check(path, fix=True).refused}


# As a PDF


def test_the_pdf_shows_the_programme_alone(path: Path, libreoffice: LibreOffice) -> None:
    put(path, "F5", "secret@example.net", "Contacts")
    done = freeze(path, "adopté en AG", day=DAY)
    assert done.pdf == path.with_name(COPY).with_suffix(".pdf")
    assert done.pdf.exists()
    told = subprocess.run(["pdftotext", done.pdf, "-"], check=True, capture_output=True, text=True)
    text = told.stdout
    assert "séminaire" in text
    assert "@" not in text
