"""A colour of ours on other text is taken off without asking only where motxl put it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from motxl.__main__ import run
from motxl.book.file.filebook import open_book
from motxl.files.datafolder import data_folder
from motxl.ooxml import Workbook
from motxl.programme.colouring import format_of
from motxl.template.shipped import template_path
from motxl.text.normalise import normalise
from motxl.validation.engine import validate

REFERENCE = "cf. Cross-border deal thème 4"
ORANGE, BLUE = "C04F00", "0070C0"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The shipped workbook, with a text of the staff's in black."""
    path = tmp_path / "programme.xlsx"
    shutil.copyfile(template_path("programme-2025"), path)
    write(path, f"URGENT : mobilité ({REFERENCE})")
    return path


def write(path: Path, text: str, *colours: tuple[str, str]) -> None:
    workbook = Workbook.open(path)
    sheet = workbook.sheet("Programme")
    assert sheet is not None
    sheet.set_value("B8", text)
    sheet.set_colour("B8", 0, len(text), None)
    for words, colour in colours:
        sheet.set_colour("B8", text.index(words), text.index(words) + len(words), colour)
    workbook.save()


def coloured(path: Path) -> list[str]:
    entry = open_book(path).programme.entry_of_row[8]
    return [run.text for run in format_of(entry).runs if run.properties in (ORANGE, BLUE)]


def is_safe(path: Path) -> list[bool]:
    found = validate(open_book(path).programme, ["COL303"])
    return [d.fix.safe for d in found if d.fix is not None and d.cell == "B8"]


@pytest.mark.parametrize("colour", [ORANGE, BLUE])
def test_what_staff_coloured_stays(path: Path, colour: str) -> None:
    write(path, f"URGENT : mobilité ({REFERENCE})", ("URGENT", colour), (REFERENCE, ORANGE))
    assert is_safe(path) == [False]
    run(["validate", str(path), "--fix"])
    run(["colour", str(path)])
    assert coloured(path) == ["URGENT", REFERENCE]


def test_what_became_of_a_coloured_reference_loses_its_colour(path: Path) -> None:
    run(["colour", str(path)])
    assert coloured(path) == [REFERENCE]
    write(path, "URGENT : mobilité (Cross-border deal)", ("Cross-border deal", ORANGE))
    assert is_safe(path) == [True]
    run(["colour", str(path)])
    assert coloured(path) == []


@pytest.mark.parametrize("is_copy", [True, False])
def test_a_workbook_of_another_name_is_known_by_what_it_holds(path: Path, is_copy: bool) -> None:
    run(["colour", str(path)])
    other = path.with_name("autre nom.xlsx")
    (shutil.copyfile if is_copy else shutil.move)(path, other)
    before = coloured(other)
    run(["validate", str(other), "--fix"])  # what it writes, the memory outlives
    book = open_book(other)
    assert before
    assert book.programme.coloured() == open_book(other).programme.coloured()
    assert normalise(REFERENCE) in {
        text for kept in book.programme.coloured().values() for _colour, text in kept
    }


def test_a_reference_that_stands_there_explains_no_other_words(path: Path) -> None:
    run(["colour", str(path)])
    write(path, f"Le deal, mobilité ({REFERENCE})", ("deal", ORANGE), (REFERENCE, ORANGE))
    assert is_safe(path) == [False]


def test_words_beside_what_was_coloured_are_the_staffs(path: Path) -> None:
    run(["colour", str(path)])
    write(path, "URGENT : mobilité (Cross-border deal)", ("URGENT", ORANGE))
    assert is_safe(path) == [False]


def test_a_list_that_is_coloured_and_written_as_usual_is_done_at_once(path: Path) -> None:
    write(path, "Voir (cf. thèmes transversaux Montagne et Bassins de vie transfrontaliers)")
    run(["validate", str(path), "--unsafe-fixes"])
    assert coloured(path) == [
        "cf. thème transversal Montagne",
        "thème transversal Bassins de vie transfrontaliers",
    ]
    once = path.read_bytes()
    run(["validate", str(path), "--unsafe-fixes"])
    assert path.read_bytes() == once


def test_letters_within_what_was_coloured_are_the_staffs(path: Path) -> None:
    run(["colour", str(path)])
    write(path, "URGENT : or (mobilité)", ("or", ORANGE))
    assert "or" in normalise(REFERENCE)
    assert is_safe(path) == [False]


def test_another_place_that_holds_something_else_knows_nothing(path: Path) -> None:
    run(["colour", str(path)])
    write(path, "URGENT : mobilité (Cross-border deal)", ("Cross-border deal", ORANGE))
    elsewhere = path.with_name("copie.xlsx")
    edited = Workbook(path.read_bytes())
    sheet = edited.sheet("Programme")
    assert sheet is not None
    sheet.set_value("P8", "Ajouté dans Excel")
    elsewhere.write_bytes(edited.to_bytes())
    assert is_safe(elsewhere) == [False]


def test_the_memory_outlives_the_kept_states_and_is_the_owners_alone(path: Path) -> None:
    run(["colour", str(path)])
    for number in range(12):
        workbook = Workbook.open(path)
        sheet = workbook.sheet("Programme")
        assert sheet is not None
        sheet.set_value("P8", f"note {number}")
        workbook.save()
    programme = open_book(path).programme
    ref = programme.entry_of_row[8].ref
    assert programme.coloured() == {ref: [(ORANGE, normalise(REFERENCE))]}
    (file,) = data_folder().rglob("colours.tsv")
    assert file.stat().st_mode & 0o077 == 0
    file.write_bytes(b"\xff\x00 no lines of ours")
    assert open_book(path).programme.coloured() == {}
