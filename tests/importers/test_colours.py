"""The colours that a source shows are those of references, or it is said that they are not."""

from __future__ import annotations

from pathlib import Path

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.styles.colors import Color

from motxl.book.file.filebook import FileBook
from motxl.ooxml import Workbook
from tests.importers.making import GREEN, PURPLE, imported, sheet_of

DARK_GREEN = "00703C"


def programme(
    path: Path, jetons: str, *, of_jetons: str, of_themes: str = PURPLE, words: str = "Jetons"
) -> Path:
    """A source whose legend shows the colour of jetons, with a reference in the colour ``jetons``
    and one to a theme."""
    book, sheet = sheet_of(path)
    rows = [("Programme de travail 2026", None), ("Légende", None),
            ("Cross-border Deal thème 1 : Mobilités", of_themes), (words, of_jetons),
            ("Axe", None)]  # fmt: skip
    for number, (text, colour) in enumerate(rows, 1):
        sheet.cell(number, 1, text)
        if colour is not None:
            sheet.cell(number, 1).font = Font(color=f"FF{colour}")
    sheet["B5"] = "Programme de travail"
    bus = coloured("Bus (", "cf. Cross-border deal thème 1", of_themes)
    entries = [("1", "AXE 1 - VOIX"), ("1.1", "DIALOGUER"), ("1.1.1", "Dialogue"), ("1.1.1", bus),
               ("1.1.1", coloured("Analyse (", "lien avec les jetons", jetons))]  # fmt: skip
    for number, (code, label) in enumerate(entries, 6):
        sheet.cell(number, 1, code)
        sheet.cell(number, 2).value = label  # type: ignore[assignment]
    book.save(path)
    return path


def coloured(before: str, text: str, colour: str) -> CellRichText:
    return CellRichText(before, TextBlock(InlineFont(color=Color(f"FF{colour}")), text), ")")


def colours_of(workbook: Workbook) -> set[str]:
    palette = FileBook.read(workbook).programme.palette
    return {palette.orange, palette.blue}


def test_a_colour_of_jetons_that_can_be_read_is_taken(tmp_path: Path) -> None:
    source = programme(tmp_path / "s.xlsx", DARK_GREEN, of_jetons=DARK_GREEN)
    made, workbook = imported(source)
    assert colours_of(workbook) == {PURPLE, DARK_GREEN}
    assert not [one for one in made.said if "colour" in one]


def test_one_that_is_too_pale_is_told_with_the_cell_to_fill(tmp_path: Path) -> None:
    source = programme(tmp_path / "s.xlsx", GREEN, of_jetons=GREEN, words="En vert : les jetons")
    made, workbook = imported(source)
    assert GREEN not in colours_of(workbook)
    (untaken,) = (one for one in made.said if "not taken" in one)
    assert f"The colour {GREEN}" in untaken
    assert "shows Jetons" in untaken
    assert "too pale" in untaken
    assert "Paramètres!B6" in untaken
    assert "1 reference had another colour in the source" in " ".join(made.said)


def test_one_colour_for_themes_and_jetons_is_told(tmp_path: Path) -> None:
    source = programme(tmp_path / "s.xlsx", PURPLE, of_jetons=PURPLE)
    made, _workbook = imported(source)
    assert "another family have it" in " ".join(made.said)


def test_the_colour_of_a_line_about_themes_is_that_of_themes(tmp_path: Path) -> None:
    source = programme(
        tmp_path / "s.xlsx", DARK_GREEN, of_jetons=PURPLE, of_themes="000000",
        words="Les renvois aux thèmes sont en violet",
    )  # fmt: skip
    _made, workbook = imported(source)
    assert PURPLE in colours_of(workbook)


def test_a_colour_that_a_text_names_is_told_not_guessed(tmp_path: Path) -> None:
    text = (
        "Axe\tPROGRAMME DE TRAVAIL 2026\n1\tVOIX\n1.1\tDIALOGUER\n1.1.1\tDialogue\n"
        "1.1.1\tAnalyse (lien avec les jetons)\n\nLes renvois aux jetons sont en {colour}\n"
    )
    for colour, is_told in (("vert", True), ("bleu", False)):
        path = tmp_path / f"{colour}.txt"
        path.write_text(text.format(colour=colour), "utf-8")
        said = " ".join(imported(path)[0].said)
        assert ("The legend says “en vert” of Jetons" in said) is is_told
        assert "no colour from words" in said or not is_told
