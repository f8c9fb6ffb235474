"""What colouring does, judged by a spreadsheet program: exactly those characters, nothing else."""

from __future__ import annotations

import shutil
import struct
import zipfile
import zlib
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from motxl.__main__ import run
from motxl.book.file.filebook import open_book
from motxl.ooxml import Workbook
from motxl.template.shipped import template_path
from motxl.text.colours import BLUE, ORANGE
from tests.judges import libreoffice as lo
from tests.judges.libreoffice import LibreOffice

SHIPPED = template_path("programme-2025")
FIRST, LAST = 3, 140
LABEL = "B"


def coloured(
    libreoffice: LibreOffice, path: Path, sheet: str = "Programme"
) -> dict[int, list[str]]:
    """For each row, one letter per character of the label: o, b, or a dot for anything else."""
    letters = {ORANGE: "o", BLUE: "b"}
    portions = libreoffice.portions(path, sheet, LABEL, FIRST, LAST)
    return {
        row: list("".join(letters.get(p.colour or "", ".") * len(p.text) for p in found))
        for row, found in portions.items()
    }


def expected(path: Path) -> dict[int, list[str]]:
    """The same from the spans that ``motxl references`` gives."""
    programme = open_book(path).programme
    letters = {e.row: ["."] * len(e.label) for e in programme.entries}
    for kind in ("jeton", "deal", "transversal"):  # themes win inside a clause about jetons
        for entry, reference in programme.references():
            if reference.kind == kind:
                for offset in range(reference.start, reference.end):
                    letters[entry.row][offset] = "b" if kind == "jeton" else "o"
    return letters


def test_exactly_the_references_are_coloured(libreoffice: LibreOffice) -> None:
    found = coloured(libreoffice, SHIPPED)
    assert found == expected(SHIPPED)
    runs = ["".join(letters) for letters in found.values()]
    assert sum(text.count(".o") + text.startswith("o") for text in runs) == 19
    assert sum(text.count(".b") + text.startswith("b") for text in runs) == 5


def test_the_text_and_the_codes_read_back(libreoffice: LibreOffice) -> None:
    source = template_path("programme-2025").with_suffix(".txt").read_text("utf-8")
    pairs = [line.split("\t") for line in source.splitlines() if "\t" in line]
    rows = libreoffice.strings(SHIPPED, "Programme")[FIRST - 1 : LAST]
    assert [(row[0], row[1]) for row in rows] == [(c, t) for c, t in pairs if c[:1].isdigit()]
    assert all(
        libreoffice.cell(SHIPPED, "Programme", f"A{row}").type == "TEXT"
        for row in (3, 4, 5, 37, 98)
    )


def png() -> bytes:
    """A picture of one red pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixel = zlib.compress(b"\x00\xff\x00\x00")
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")
    )


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def compressed(path: Path) -> dict[str, bytes]:
    """The members' bytes as they lie in the archive, still compressed."""
    data = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        found = {}
        for info in archive.infolist():
            name, extra = struct.unpack_from("<HH", data, info.header_offset + 26)
            start = info.header_offset + 30 + name + extra
            found[info.filename] = data[start : start + info.compress_size]
        return found


REFERENCE = " (cf. Cross-border deal thème 2)"


def test_after_a_colleague_worked_on_it_in_libreoffice(
    libreoffice: LibreOffice, tmp_path: Path
) -> None:
    """Bold words, a comment, a picture, a chart and a typed reference; then motxl colour."""
    path = tmp_path / "p.xlsx"
    rows = {entry.label: entry.row for entry in open_book(SHIPPED).programme.entries}
    one, other = rows['Magazine semestriel "L\'actu."'], rows["Revue de presse"]
    label = "Magazine semestriel L'actu" + REFERENCE
    libreoffice.edit(
        SHIPPED,
        path,
        [
            lo.text("Programme", f"B{one}", label),
            lo.bold("Programme", f"B{one}", 0, 8),
            lo.bold("Programme", f"B{one}", 28, 45),
            lo.annotation("Programme", "B10", "À revoir avec Marie"),
            lo.picture("Programme", "H5", png()),
            lo.chart("Programme", "Q3:Q20"),
            lo.height("Programme", f"B{other}", 14),
            lo.text("Programme", f"B{other}", "Revue" + REFERENCE),
            lo.bold("Programme", f"B{other}", 0, len("Revue" + REFERENCE)),
        ],
    )
    before, raw_before = parts(path), compressed(path)
    assert run(["colour", str(path)]) == 0
    after, raw_after = parts(path), compressed(path)

    changed = {name for name in after if after[name] != before[name]}
    sheet = next(s.part_name for s in Workbook.open(path).sheets if s.name == "Programme")
    assert changed <= {sheet.lstrip("/"), "xl/sharedStrings.xml"}
    assert set(after) == set(before)
    assert all(raw_after[n] == raw_before[n] for n in after if n not in changed)
    assert any("media" in name for name in after)
    assert any("chart" in name for name in after)
    assert any("comments" in name for name in after)

    assert coloured(libreoffice, path) == expected(path)
    portions = libreoffice.portions(path, "Programme", LABEL, one, other)
    bold = "".join("x" * len(p.text) if p.bold else "." * len(p.text) for p in portions[one])
    assert bold == "x" * 8 + "." * 20 + "x" * 17 + "." * (len(label) - 45)
    assert all(p.bold and p.height == 14 for p in portions[other])
    assert any(p.colour == ORANGE for p in portions[other])

    again = path.read_bytes()
    assert run(["colour", str(path)]) == 0
    assert path.read_bytes() == again


def test_a_foreign_workbook_that_openpyxl_made(
    libreoffice: LibreOffice, tmp_path: Path, sdk: object
) -> None:
    path = tmp_path / "suivi.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Suivi"
    sheet.append(["Axe", "Programme de travail 2026"])
    sheet.append(["1", "Titre" + REFERENCE])
    sheet["B2"].font = Font(name="Arial", sz=14, b=True, color="FF7030A0")
    sheet["B2"].comment = Comment("note", "Marie")
    fonts = InlineFont(rFont="Georgia", sz=9, i=True, color="FF00B050")
    sheet["A3"] = "1.1"
    sheet["B3"] = CellRichText("Appui ", TextBlock(fonts, "vert (lien avec les jetons)"), " fin")
    book.save(path)
    assert run(["colour", str(path)]) == 0
    found = libreoffice.portions(path, "Suivi", "B", 2, 3)
    assert [(p.text, p.colour, p.bold, p.height) for p in found[2]] == [
        ("Titre (", "7030A0", True, 14.0),
        (REFERENCE.strip(" ()"), ORANGE, True, 14.0),
        (")", "7030A0", True, 14.0),
    ]
    assert [(p.text, p.colour) for p in found[3] if p.text.strip()] == [
        ("Appui ", found[3][0].colour),
        ("vert (", "00B050"),
        ("lien avec les jetons", BLUE),
        (")", "00B050"),
        (" fin", found[3][-1].colour),
    ]
    assert "comments" in " ".join(parts(path))
    assert "Georgia" in parts(path)["xl/worksheets/sheet1.xml"].decode()


def test_other_colours_in_parametres_are_followed(libreoffice: LibreOffice, tmp_path: Path) -> None:
    """The paint bucket on the two cells of Paramètres; what was ours before goes with it."""
    path = tmp_path / "p.xlsx"
    shutil.copy(SHIPPED, path)
    workbook = openpyxl.load_workbook(path, rich_text=True)
    place = workbook.defined_names["couleur_themes"].attr_text.replace("$", "").split("!")
    workbook[place[0].strip("'")][place[1]].fill = openpyxl.styles.PatternFill(
        "solid", fgColor="FF7030A0"
    )
    workbook.save(path)
    assert run(["validate", str(path), "--select", "COL"]) == 1  # orange is not purple
    assert run(["colour", str(path)]) == 0
    colours = {
        p.colour
        for found in libreoffice.portions(path, "Programme", LABEL, FIRST, LAST).values()
        for p in found
    }
    assert "7030A0" in colours
    assert ORANGE not in colours
    assert run(["validate", str(path), "--select", "COL"]) == 0
    assert run(["colour", str(path), "--check"]) == 0


@pytest.mark.parametrize("name", ["programme-2025.xlsx", "programme.xltx"])
def test_every_sheet_opens_and_prints(name: str, libreoffice: LibreOffice, tmp_path: Path) -> None:
    path = SHIPPED.with_name(name)
    assert len(libreoffice.sheets(path)) == 14
    pdf = libreoffice.to_pdf(path, tmp_path / "p.pdf")
    assert len(libreoffice.pages(pdf, tmp_path, dpi=20)) >= 14
