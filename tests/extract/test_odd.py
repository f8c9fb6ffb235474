"""Odd members, odd texts and restyled templates: each does the sensible thing."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from motxl.ooxml import Workbook
from motxl.template.shipped import template_path
from tests.extract.making import extract, files, head, labels, programme, rows
from tests.judges import own
from tests.judges.libreoffice import XLSX, LibreOffice, bold, picture, text
from tests.summary.making import AXES, action

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
NAMES = [
    "CON", "a/b", "é", "e\u0301", "É", "x" * 300, "🙂 Ville", "Ville", "VILLE", "=1+1",
    "-2", "@home", "+33", "..", '"q"', "<b>&amp;", "name\nof two lines",
]  # fmt: skip


def test_odd_names(tmp_path: Path, sdk: Callable[[Path], list[str]]) -> None:
    members = [{"Clé": f"K{n}", "Nom": name} for n, name in enumerate(NAMES)]
    result = extract(programme(tmp_path / "book.xlsx", members=members), tmp_path / "out")
    assert (result.made, result.failed) == (len(NAMES), ())
    made = files(tmp_path / "out")
    assert len({name.casefold() for name in made}) == len(NAMES)
    assert max(len(name.encode()) for name in made) < 200
    for path in (tmp_path / "out").glob("*.xlsx"):
        assert own.problems(path) == []
        assert sdk(path) == []


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    entries = [
        action('=HYPERLINK("http://x","y")', Portée="Tous", Calendrier="+1"),
        action("@SUM(A1)", Portée="Tous", Calendrier="-2"),
    ]
    book = programme(tmp_path / "book.xlsx", entries, [{"Clé": "K", "Nom": "=cmd|'/C calc'!A0"}])
    extract(book, tmp_path / "out")
    (path,) = (tmp_path / "out").glob("*.xlsx")
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    types = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert types == {"s"}
    assert "@SUM(A1)" in labels(path)


@pytest.mark.parametrize(
    "member",
    [
        {},
        {"Frontières": "XX-YY"},
        {"Langue": "klingon"},
        {"Thèmes": "no such theme"},
        {"Jetons attribués": -3},
    ],
)
def test_a_member_of_whom_little_is_known_gets_what_is_for_all(
    tmp_path: Path, member: dict[str, object]
) -> None:
    entries = [action("for all", Portée="Tous"), action("for Italy", Frontière="FR-IT")]
    known = [{"Clé": "K", "Nom": "N", **member}]
    extract(programme(tmp_path / "book.xlsx", entries, known), tmp_path / "out")
    (path,) = (tmp_path / "out").glob("*.xlsx")
    told = labels(path)
    assert "for all" in told
    assert "for Italy" not in told
    assert "Aucune action ne concerne spécifiquement votre organisation." in told


def test_a_programme_without_a_line_for_anybody(tmp_path: Path) -> None:
    extract(programme(tmp_path / "book.xlsx", [], [{"Clé": "K", "Nom": "N"}]), tmp_path / "out")
    (path,) = (tmp_path / "out").glob("*.xlsx")
    assert [row[0] for row in rows(path)] == ["Ce qui vous concerne directement", None]


def test_two_members_of_one_key_are_refused(tmp_path: Path) -> None:
    from motxl.errors import MotxlError

    members = [{"Clé": "K", "Nom": "A"}, {"Clé": "k", "Nom": "B"}]
    with pytest.raises(MotxlError, match="rows 5 and 6"):
        extract(programme(tmp_path / "book.xlsx", members=members), tmp_path / "out")


@pytest.mark.slow
def test_a_long_programme(tmp_path: Path) -> None:
    entries = [*AXES, *(action(f"entry {n}", Portée="Tous") for n in range(3000))]
    book = programme(tmp_path / "book.xlsx", entries, [{"Clé": "K", "Nom": "N"}])
    assert extract(book, tmp_path / "out").made == 1


@pytest.fixture(scope="module")
def restyled(libreoffice: LibreOffice, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The template as staff restyle it: placeholders half in bold, a logo, a line at the end."""
    out = tmp_path_factory.mktemp("restyled") / "extrait.xlsx"
    edits = [
        bold("Extrait", "A2", 3, 8),
        bold("Extrait", "A6", 0, 4),
        picture("Extrait", "F1", PNG),
        text("Extrait", "A20", "Fait pour {{adherent.nom}} ({{ inconnu }})"),
    ]
    return libreoffice.edit(template_path("extrait"), out, edits, XLSX)


def test_a_template_restyled_in_libreoffice(
    restyled: Path, tmp_path: Path, sdk: Callable[[Path], list[str]]
) -> None:
    book = programme(tmp_path / "book.xlsx")
    assert extract(book, tmp_path / "out", template=restyled).failed == ()
    path = tmp_path / "out" / "Savoie - Arbeitsprogramm 2025.xlsx"
    assert head(path)[1] == "Auszug für Savoie"
    assert "for Italy" in labels(path)
    workbook = Workbook.open(path)
    table = workbook.table("tblExtrait")
    assert table is not None
    below = [cell.text for cell in table.sheet.cells([1], table.last_data_row + 1) if cell.text]
    assert below == ["Fait pour Savoie ({{inconnu}})"]
    assert any(name.endswith(".png") for name in workbook.package.names())
    for made in (tmp_path / "out").glob("*.xlsx"):
        assert own.problems(made) == []
        assert sdk(made) == []


def test_every_extract_opens_in_libreoffice(libreoffice: LibreOffice, tmp_path: Path) -> None:
    extract(programme(tmp_path / "book.xlsx"), tmp_path / "out")
    path = tmp_path / "out" / "Savoie - Arbeitsprogramm 2025.xlsx"
    shown = libreoffice.strings(path, "Extrait")
    assert ["1.1", "for Italy", "FR-IT", "mars"] in [row[:4] for row in shown]
