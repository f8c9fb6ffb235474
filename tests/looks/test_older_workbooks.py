"""A workbook that 0.1.0 made keeps its looks, and its orange, until somebody asks for another."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from motxl.__main__ import run
from motxl.book.file.filebook import open_book
from motxl.ooxml import Workbook
from motxl.programme.colouring import format_of
from motxl.template.shipped import template_path
from motxl.text.colours import BLUE, FORMER_ORANGE, ORANGE
from motxl.validation.engine import validate

NOW, THEN = f"FF{ORANGE}".encode(), f"FF{FORMER_ORANGE}".encode()
TEXTS, WORKBOOK = "xl/sharedStrings.xml", "xl/workbook.xml"
OF_COLOURS = ["COL301", "COL302", "COL303"]


def changed(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """The shipped workbook with other parts."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(template_path("programme-2025")) as source,
        zipfile.ZipFile(made, "w") as target,
    ):
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
    path.write_bytes(made.getvalue())
    return path


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """The shipped workbook as it was coloured until 0.1.0."""
    return changed(tmp_path / "programme.xlsx", lambda _name, data: data.replace(NOW, THEN))


def colours(path: Path) -> set[str | None]:
    """Of the saturated runs of all labels."""
    entries = open_book(path).programme.entries
    found = {run.properties for entry in entries for run in format_of(entry).runs}
    return found - {None, "000000"}


def test_its_orange_stays(older: Path) -> None:
    before = older.read_bytes()
    assert colours(older) == {FORMER_ORANGE, BLUE}
    assert run(["colour", str(older)]) == 0
    assert older.read_bytes() == before
    assert not validate(open_book(older).programme, OF_COLOURS)


def test_whoever_fills_the_cell_with_the_new_orange_gets_it_everywhere(tmp_path: Path) -> None:
    path = changed(
        tmp_path / "programme.xlsx",
        lambda name, data: data.replace(NOW, THEN) if name == TEXTS else data,
    )
    assert not validate(open_book(path).programme, OF_COLOURS)
    assert run(["colour", str(path)]) == 0
    assert colours(path) == {ORANGE, BLUE}


def without_cell(path: Path, *, texts: bytes = THEN) -> Path:
    """The shipped workbook without the cell that says which orange, its references in another."""

    def unnamed(name: str, data: bytes) -> bytes:
        if name != WORKBOOK:
            return data.replace(NOW, texts)
        return re.sub(rb'<definedName name="couleur_themes">[^<]*</definedName>', b"", data)

    return changed(path / "programme.xlsx", unnamed)


def test_where_no_cell_says_which_orange_the_former_one_stays(tmp_path: Path) -> None:
    path = without_cell(tmp_path)
    before = path.read_bytes()
    assert not validate(open_book(path).programme, OF_COLOURS)
    assert run(["colour", str(path)]) == 0
    assert path.read_bytes() == before


def test_a_reference_that_is_new_there_gets_the_orange_of_the_others(tmp_path: Path) -> None:
    path = without_cell(tmp_path)
    workbook = Workbook.open(path)
    workbook.sheets[1]["B8"] = "Mobilité (cf. Cross-border deal thème 4)"
    workbook.save(path)
    run(["validate", str(path), "--fix"])
    assert [one.properties for one in format_of(open_book(path).programme.entry_of_row[8]).runs][
        1
    ] == FORMER_ORANGE
    assert colours(path) == {FORMER_ORANGE, BLUE}


def test_where_one_has_the_new_orange_all_get_it(tmp_path: Path) -> None:
    path = without_cell(tmp_path)
    workbook = Workbook.open(path)
    text = "Mobilité (cf. Cross-border deal thème 4)"
    workbook.sheets[1]["B8"] = text
    workbook.sheets[1].set_colour("B8", text.index("cf."), len(text) - 1, ORANGE)
    workbook.save(path)
    assert run(["colour", str(path)]) == 0
    assert colours(path) == {ORANGE, BLUE}


def test_what_staff_coloured_so_elsewhere_says_nothing_of_references(tmp_path: Path) -> None:
    path = without_cell(tmp_path, texts=b"FF000000")
    workbook = Workbook.open(path)
    workbook.sheets[1].set_colour("B8", 0, 9, FORMER_ORANGE)
    workbook.save(path)
    assert run(["colour", str(path)]) == 0
    assert ORANGE in colours(path)


def test_the_former_orange_on_other_text_is_asked_about_and_never_taken(tmp_path: Path) -> None:
    path = tmp_path / "programme.xlsx"
    workbook = Workbook.open(template_path("programme-2025"))
    workbook.sheets[1].set_colour("B8", 0, 9, FORMER_ORANGE)
    path.write_bytes(workbook.to_bytes())
    (found,) = validate(open_book(path).programme, ["COL303"])
    assert found.cell == "B8"
    assert found.fix is None or not found.fix.safe
    assert run(["colour", str(path)]) == 0
    assert FORMER_ORANGE in colours(path)


def test_its_synthese_stays_where_it_stands(older: Path) -> None:
    """Where bands begin has not changed since 0.1.0: what is built anew lies where it lay."""
    from motxl.template.layout import synthese

    begins = [synthese.first_column(band) for band in synthese.BANDS]
    assert begins == [1, 15, 21, 29, 38, 52, 66, 74, 79]
    assert run(["summary", str(older)]) == 0
    assert run(["summary", str(older), "--check"]) == 0
