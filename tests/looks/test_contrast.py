"""Whatever motxl makes can be read, in colour and on a print in grey."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest

from motxl.__main__ import run
from motxl.ooxml import Workbook
from motxl.summary.charts import COLOURS
from motxl.template import layout
from motxl.template.shipped import template_path
from motxl.text.colours import BLUE, FORMER_ORANGE, ORANGE
from tests.looks import of_pages, of_workbooks
from tests.looks.contrast import LEAST, ShownText, contrast, luminance

SHIPPED = template_path("programme-2025")


class Made(NamedTuple):
    book: Path
    """The shipped workbook, with Synthèse and Contrôle filled"""
    page: Path
    extract: Path
    messages: Path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("made")
    book, page, messages = (
        folder / name for name in ("programme-2025.xlsx", "synthese.html", "messages.html")
    )
    shutil.copyfile(SHIPPED, book)
    out = folder / "extraits"
    assert run(["summary", str(book), "--html", str(page)]) == 0
    assert run(["validate", str(book), "--write"]) == 1
    assert run(["extract", str(book), "ADH-04", "-o", str(out)]) in (0, 1)
    preview = ["mail", "preview", str(book), "--extracts", str(out), "--html", str(messages)]
    assert run([*preview, "--force"]) in (0, 1)
    (extract,) = out.glob("*.xlsx")
    return Made(book, page, extract, messages)


def too_pale(found: Iterable[ShownText]) -> list[str]:
    texts = list(found)
    assert texts, "nothing was looked at"
    return sorted(
        {
            f"{one.place}: {one.colour} on {one.behind}, {one.contrast:.2f}"
            for one in texts
            if not one.is_legible
        }
    )


@pytest.mark.parametrize(
    "name",
    ["programme", "programme-2025", "extrait", "extrait-reponses", "reponses", "modifications"],
)
def test_every_text_of_a_shipped_workbook_can_be_read(name: str) -> None:
    assert too_pale(of_workbooks.texts(template_path(name))) == []


@pytest.mark.slow
def test_every_text_of_the_filled_workbook_can_be_read(made: Made) -> None:
    found = list(of_workbooks.texts(made.book))
    assert too_pale(found) == []
    # The fills that have something to say were among what was looked at.
    behind = {one.behind for one in found if one.place.startswith(("Programme!", "Contrôle!"))}
    assert {"DDE7F3", "F5F8FC", "FAFCFE", "FFF2A8"} <= behind
    assert {ORANGE, BLUE} <= {one.colour for one in found}


def test_every_text_of_an_extract_can_be_read(made: Made) -> None:
    assert too_pale(of_workbooks.texts(made.extract)) == []


def test_every_text_of_the_pages_and_of_the_mails_can_be_read(made: Made) -> None:
    for page in (made.page, made.messages):
        assert too_pale(of_pages.texts(page.read_text("utf-8"))) == []
    assert any(
        "Eurodistrict" in one.text and one.points < 10
        for one in of_pages.texts(made.messages.read_text("utf-8"))
    ), "the foot of a mail was not among what was looked at"


def test_the_former_orange_would_be_found(tmp_path: Path) -> None:
    path = tmp_path / "programme.xlsx"
    workbook = Workbook.open(SHIPPED)
    workbook.sheets[1].set_colour("B3", 0, 3, FORMER_ORANGE)
    path.write_bytes(workbook.to_bytes())
    assert too_pale(of_workbooks.texts(path)) == ["Programme!B3: ED7D31 on DDE7F3, 2.22"]


def test_a_fill_that_is_too_dark_would_be_found(tmp_path: Path) -> None:
    path = tmp_path / "programme.xlsx"
    book = openpyxl.load_workbook(SHIPPED, rich_text=True)
    for format_ in book["Programme"].conditional_formatting:
        for rule in format_.rules:
            if rule.formula[0].endswith('="Sous-objectif"'):
                rule.dxf.fill.bgColor = openpyxl.styles.colors.Color("FF8EA9DB")
    sheet = book["Programme"]
    row = next(row for row in range(3, 140) if sheet.cell(row, 3).value == "Sous-objectif")
    sheet.cell(row, 2).font = openpyxl.styles.Font(sz=11, b=True, color="FF" + BLUE)
    book.save(path)
    assert any(f"Programme!B{row}" in one for one in too_pale(of_workbooks.texts(path)))


def test_a_pale_text_of_a_page_would_be_found(made: Made) -> None:
    text = made.page.read_text("utf-8").replace("color: #595959", "color: #7f7f7f")
    assert any("7F7F7F" in one for one in too_pale(of_pages.texts(text)))


# On a print in grey


def test_series_differ_in_lightness_and_their_numbers_can_be_read() -> None:
    """Each bar has its number, too, and a white edge."""
    for (one, light), (other, _light) in pairwise([*COLOURS, COLOURS[0]]):
        assert contrast(one, other) >= 1.5, (one, other)
        assert contrast(one, "000000" if light else "FFFFFF") >= LEAST


def test_no_series_has_a_colour_of_references() -> None:
    assert not {colour for colour, _light in COLOURS} & {ORANGE, FORMER_ORANGE, BLUE}


def test_levels_differ_without_their_fills() -> None:
    """By size, weight or indent."""
    looks = list(layout.LOOK_OF_TYPE.values())
    assert len(set(looks)) == len(looks)


def test_references_are_as_dark_as_text_has_to_be_in_grey() -> None:
    """What they are is said by their words, and by the columns Thèmes and Jetons."""
    for colour in (ORANGE, BLUE):
        grey = f"{round(255 * _encoded(luminance(colour))):02X}" * 3
        assert contrast(grey, "FFFFFF") >= LEAST


def _encoded(linear: float) -> float:
    return linear * 12.92 if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055


def test_a_severity_is_a_word_beside_its_fill(made: Made) -> None:
    sheet = openpyxl.load_workbook(made.book)["Contrôle"]
    area = sheet.tables["tblControle"].ref
    assert all(row[0].value for row in sheet[area][1:])
