"""What an extract shows, and where: titles, rows of dates and services, pages, counts, a logo."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.drawing.image import Image as Picture
from openpyxl.worksheet.pagebreak import Break
from PIL import Image

from motxl.extract.content import Content, Line
from motxl.extract.filling import Template
from motxl.extract.labels import labels_in
from motxl.extract.texts import texts_of
from motxl.inspection import inspect
from motxl.ooxml import Workbook
from motxl.ooxml.looks.styles import Styles
from motxl.template.heights import styled_height
from motxl.template.layout import LANGUES
from motxl.template.layout.extrait import Placeholder
from motxl.template.shipped import template_path
from tests.extract.making import extract, files, head, programme, rows
from tests.inspection.templates import entries
from tests.judges import own
from tests.mail.making import with_sender
from tests.summary.making import Rows, action

FORMER = Path(__file__).parent / "former" / "extrait-0.1.0.xltx"
LONG = "Un titre qui dit tout et davantage, avec ses compléments et ses parenthèses. " * 5
ENTRIES: Rows = [
    action("pour l’Italie", Frontière="FR-IT", **{"Réf.": "2025-010"}),
    action("commune à tous", Portée="Tous", **{"Réf.": "2025-011"}),
    {"Axe": "1.2", "Programme de travail": LONG, "Type": "Objectif", "Réf.": "2025-012"},
    {**action("dessous"), "Axe": "1.2", "Portée": "Tous", "Réf.": "2025-013"},
]
MEMBERS: Rows = [
    {"Clé": "SAV", "Nom": "Savoie", "Frontières": "FR-IT", "Jetons attribués": 4},
    {"Clé": "LIL", "Nom": "Lille"},
]
JUNE = date(2025, 6, 3)
TABLES: dict[str, Rows] = {
    "tblEvenements": [
        {
            "Réf.": "2025-011",
            "Début": date(2025, 6, 3),
            "Fin": date(2025, 6, 4),
            "Intitulé": "Forum",
        },
        {"Réf.": "2025-010", "Début": date(2025, 3, 1), "Précision": "mois"},
    ],
    "tblJetons": [
        {"Clé": "J1", "Prestation": "Une note · courte"},
        {"Clé": "J2", "Prestation": "Une visite"},
    ],
}
SAVOIE, LILLE = (f"{name} - Programme de travail 2025.xlsx" for name in ("Savoie", "Lille"))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return programme(tmp_path / "p.xlsx", ENTRIES, MEMBERS, **TABLES)


def made(book: Path, template: Path | None = None) -> Path:
    assert extract(book, book.parent / "out", template=template).failed == ()
    return book.parent / "out"


def row_of(path: Path, text: str) -> tuple[Workbook, int]:
    """The first row that holds a text."""
    workbook = Workbook.open(path)
    cell = next(one for one in workbook.sheets[0].cells() if one.text == text)
    return workbook, cell.row


def test_a_title_runs_over_the_empty_cells_beside_it(book: Path) -> None:
    workbook, row = row_of(made(book) / SAVOIE, "AXE 1 - Un cadre")
    assert not workbook.styles.wraps(workbook.sheets[0].style_of((row, 2)))
    assert workbook.styles.wraps(
        workbook.sheets[0].style_of((row_of(made(book) / SAVOIE, "dessous")[1], 2))
    )


def test_a_title_too_long_for_it_goes_on_on_further_lines(book: Path) -> None:
    path = made(book) / SAVOIE
    workbook, row = row_of(path, LONG)
    assert workbook.styles.wraps(workbook.sheets[0].style_of((row, 2)))
    height = load_workbook(path).worksheets[0].row_dimensions[row].height
    assert height is not None
    assert height > 60


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C"], include_characters="\n"), max_size=400
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(["axe", "objectif", "sous-objectif", "action", "date", "prestation"]), TEXTS)
def test_no_row_cuts_a_text(kind: str, text: str) -> None:
    """It fits beside, or the row is as high as its lines are."""
    row = TEMPLATE.row(kind, {"Programme de travail": text})
    if not text:
        return
    style, look = row.styles[1], TEMPLATE.looks[TEMPLATE.models[kind][1]]
    widths = [8, 84, 12, 23, 16, 36]
    alone = styled_height(text, widths[1], look)
    if WRAPS.wraps(style):
        assert row.height >= min(alone, 409)
    else:
        assert styled_height(text, sum(widths[1:]), look) == styled_height("", 9, look)
        assert "\n" not in text


TEMPLATE = Template(template_path("extrait").read_bytes(), "extrait.xltx", "fr")
WRAPS: Styles = Workbook(TEMPLATE.stencil.data, label="").styles


def test_dates_and_services_have_a_row_each(book: Path) -> None:
    told = [[cell or "" for cell in row] for row in rows(made(book) / SAVOIE)]
    first = next(n for n, row in enumerate(told) if row[0] == "Prochaines dates")
    assert told[first + 1 : first + 6] == [
        ["1.1", "pour l’Italie", "", "mars 2025", "", ""],
        ["1.1", "Forum", "", "du 3 au 4 juin 2025", "", ""],
        ["Prestations qui vous sont ouvertes", "", "", "", "", ""],
        ["", "Une note · courte", "", "", "", ""],
        ["", "Une visite", "", "", "", ""],
    ]


def test_a_template_without_a_calendar_says_the_days_with_the_title(
    book: Path, tmp_path: Path
) -> None:
    given = load_workbook(template_path("extrait"))
    sheet = given.worksheets[0]
    sheet["D10"].value = sheet.tables["tblExtrait"].tableColumns[3].name = "À nous"
    template = tmp_path / "t.xlsx"
    given.template = False
    given.save(template)
    told = [row[1] for row in rows(made(book, template) / SAVOIE)]
    assert "du 3 au 4 juin 2025\N{NO-BREAK SPACE}: Forum" in told


def with_many(book: Path) -> Path:
    """The workbook with more rows for Savoie than half a page holds."""
    more = [action(f"encore {one}", Frontière="FR-IT") for one in range(20)]
    return programme(book, [*ENTRIES, *more], MEMBERS, **TABLES)


def breaks(path: Path) -> list[str]:
    sheet = entries(path.read_bytes())["xl/worksheets/sheet1.xml"].decode()
    return re.findall(r'<brk id="(\d+)"', sheet)


def test_what_concerns_the_member_directly_has_the_first_pages(book: Path) -> None:
    assert breaks(made(book) / SAVOIE) == []  # a few rows leave room for the others
    out = made(with_many(book))
    _workbook, row = row_of(out / SAVOIE, "Prestations qui vous sont ouvertes")
    assert breaks(out / SAVOIE) == [str(row - 1)]
    assert own.problems(out / SAVOIE) == []
    assert breaks(out / LILLE) == []  # nothing concerns it directly


def test_a_template_that_breaks_its_pages_itself_is_left_to_it(book: Path, tmp_path: Path) -> None:
    given = load_workbook(template_path("extrait"))
    given.worksheets[0].row_breaks.append(Break(id=9))
    template = tmp_path / "t.xlsx"
    given.template = False
    given.save(template)
    assert breaks(made(with_many(book), template) / SAVOIE) == ["9"]


def counted(direct: int, common: int, language: str) -> str:
    def lines(n: int) -> tuple[Line, ...]:
        empty = ("1.1", "x", (), "Action", "", "", (), "", ())
        return tuple(Line(f"{one}", *empty, is_heading=False) for one in range(n))

    content = Content(
        *("K", "N", language, 2025, None, lines(direct), lines(common), None, ()),
        "" if common else "none",
    )
    return texts_of(content, labels_in(language), "")[Placeholder.RESUME_AXES]


@pytest.mark.parametrize("language", LANGUES.values)
def test_one_is_said_right_and_none_goes_without_saying(language: str) -> None:
    labels = labels_in(language)
    for number in (1, 2, 89):
        said = counted(number, number, language)
        first, _end, second = said.rpartition(labels.and_then)
        assert first.startswith(labels.counted(labels.direct_actions, number))
        assert second == labels.counted(labels.common_actions, number) + "."
        assert f"({labels.axis.format(1)}{labels.colon} {number})" in first
    assert labels.counted(labels.direct_actions, 1) != labels.counted(
        labels.direct_actions, 2
    ).replace("2", "1")
    only = counted(0, 3, language)
    assert only == labels.counted(labels.common_actions, 3) + "."
    neither = counted(0, 0, language)
    assert neither[0].isupper()
    assert not any(map(str.isdigit, neither))


def test_the_head_counts_what_the_table_shows(book: Path) -> None:
    out = made(book)
    space = "\N{NO-BREAK SPACE}"
    assert head(out / SAVOIE)[3:] == [
        f"1 action vous concerne directement (Axe 1{space}: 1){space}; "
        "2 actions sont communes à tous les adhérents.",
        f"Vos jetons{space}: Attribués{space}: 4 · Restants{space}: 4",
    ]
    assert head(out / LILLE)[3:] == ["2 actions sont communes à tous les adhérents."]


def test_only_a_contact_of_one_s_own_is_shown(book: Path) -> None:
    assert "example.org" not in " ".join(head(made(book) / SAVOIE))
    assert head(made(with_sender(book)) / SAVOIE)[-1].endswith("programme@mot.test")


def test_a_logo_at_the_right_of_the_head_stays(book: Path, tmp_path: Path) -> None:
    """A real picture, put in as a spreadsheet program does; nothing else comes along."""
    drawn = io.BytesIO()
    gradient = Image.linear_gradient("L").resize((180, 80)).convert("RGB")
    gradient.save(drawn, "PNG", dpi=(96, 96))
    given = load_workbook(template_path("extrait"))
    given.worksheets[0].add_image(Picture(drawn), "F1")
    template = tmp_path / "t.xlsx"
    given.template = False
    given.save(template)
    for path in (made(book, template) / SAVOIE, made(book, template) / LILLE):
        data = path.read_bytes()
        (name,) = [one for one in entries(data) if one.startswith("xl/media/")]
        with Image.open(io.BytesIO(entries(data)[name])) as shown:
            assert shown.tobytes() == gradient.tobytes()
        (picture,) = load_workbook(path).worksheets[0]._images  # type: ignore[attr-defined]
        assert (picture.anchor._from.row, picture.anchor._from.col) == (0, 5)
        assert list(inspect(Workbook(data, label=path.name))) == []
        assert own.problems(path) == []


def test_a_template_of_the_former_layout_still_works(book: Path) -> None:
    """Its head says dates and services, its titles wrap, and nothing is said twice."""
    path = made(book, FORMER) / SAVOIE
    space = "\N{NO-BREAK SPACE}"
    told = head(path)
    assert f"Prochaines dates{space}: mars 2025 · du 3 au 4 juin 2025{space}: Forum" in told
    assert f"Prestations qui vous sont ouvertes{space}: Une note · courte · Une visite" in told
    titles = [row[0] for row in rows(path) if row[0] and not row[1]]
    assert titles == ["Ce qui vous concerne directement", "Actions communes"]
    workbook, row = row_of(path, "AXE 1 - Un cadre")
    assert workbook.styles.wraps(workbook.sheets[0].style_of((row, 2)))
    assert list(inspect(workbook)) == []
    assert own.problems(path) == []
    assert len(files(path.parent)) == 2
