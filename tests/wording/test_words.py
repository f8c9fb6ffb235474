"""Words that stand for others, in cells, headers, formulas and messages; staff who choose them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from motxl.book.file.filebook import open_book
from motxl.errors import MotxlError
from motxl.i18n import _, call_things
from motxl.ooxml import Workbook
from motxl.ooxml.wording import MARK, Exchange, SameWordError, Wording
from motxl.ooxml.wording.formulas import FormulaWords
from motxl.template.builder import build_template
from motxl.template.mots import mots_of, rows_of
from motxl.template.texts import LANGUAGES, own_names
from motxl.template.words import called_in, open_own, own_workbook
from motxl.validation.engine import validate
from tests.book import opendocument_building as odf
from tests.wording.twins import CHANGES, Twins, change, made

STATES = {"En cours": "In progress", "Réalisé": "Done", "oui": "yes", "Permanent": "Permanent"}


@given(st.text(max_size=12) | st.sampled_from([*STATES, *STATES.values()]).map(str.upper))
def test_what_is_read_is_written_as_it_was(text: str) -> None:
    exchange = Exchange(STATES)
    assert exchange.written(exchange.read(text)) == text


def test_a_word_of_ours_is_none_of_the_workbook() -> None:
    exchange = Exchange(STATES)
    assert [exchange.read(one) for one in ("In progress", "in progress", "DONE")] == [
        *("En cours", "en cours", "RÉALISÉ"),
    ]
    assert exchange.read("En cours") == "En cours" + MARK
    assert exchange.read("Permanent") == "Permanent"


def test_one_word_for_two_is_refused() -> None:
    with pytest.raises(SameWordError):
        Exchange({"Nom": "Name", "Intitulé": "Name"})


WORDING = Wording(
    {"Suivi jetons": "Requests", "Thèmes": "The themes"},
    {"tblA": {"Réf.": "Ref.", "Type": "Kind [x]"}},
    {("tblA", "Type"): {"Axe": "Axis", "oui": "yes", "non": "no"}},
)


@pytest.mark.parametrize(
    ("written", "ours"),
    [
        ("Requests!A1", "'Suivi jetons'!A1"),
        ("SUM('The themes'!$A$1:$B$2)", "SUM('Thèmes'!$A$1:$B$2)"),
        ("'The themes:Requests'!A1", "'Thèmes:Suivi jetons'!A1"),
        ("COUNTIF(tblA[Ref.],A1)", "COUNTIF(tblA[Réf.],A1)"),
        ("tblA[[#This Row],[Kind '[x']]]", "tblA[[#This Row],[Type]]"),
        ("tblA[[Ref.]:[Kind '[x']]]", "tblA[[Réf.]:[Type]]"),
        ('IF(A1="Axis","yes","Requests!")', 'IF(A1="Axe","oui","Requests!")'),
        ('"yes,no"', '"oui,non"'),
        ("[1]Requests!A1+tblB[Ref.]", "[1]Requests!A1+tblB[Ref.]"),
        ("[Book.xlsx]Requests!A1", "[Book.xlsx]Requests!A1"),
        ("'[1]Requests'!A1", "'[1]Requests'!A1"),
    ],
)
def test_formulas_are_read_and_written(written: str, ours: str) -> None:
    assert FormulaWords(WORDING, writing=False).of(written) == ours
    back = FormulaWords(WORDING, writing=True).of(ours)
    assert back.replace("'Requests'", "Requests") == written


@pytest.fixture(scope="session")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("words"), "en")


@pytest.fixture
def book(english: Path, tmp_path: Path) -> Path:
    path = tmp_path / "programme.xlsx"
    path.write_bytes(english.read_bytes())
    return path


def rewritten(path: Path, change: Callable[[openpyxl.Workbook], None]) -> None:
    """As somebody edits it who knows nothing of motxl."""
    workbook = openpyxl.load_workbook(path, rich_text=True)
    change(workbook)
    workbook.save(path)


def table_cell(workbook: openpyxl.Workbook, table: str, column: str, row: int) -> tuple[str, str]:
    """Sheet and cell of a column as the file writes it; row 0 is the first one, -1 the header."""
    for sheet in workbook:
        if table in sheet.tables:
            area = sheet[sheet.tables[table].ref]
            names = [str(cell.value) for cell in area[0]]
            return sheet.title, area[row + 1][names.index(column)].coordinate
    raise KeyError(table)


def found(path: Path) -> list[tuple[str, str, str | None]]:
    return [(one.rule, one.sheet, one.cell) for one in validate(open_book(path).programme)]


def test_templates_say_the_same() -> None:
    french = Workbook(build_template())
    for language in LANGUAGES[1:]:
        other = own_workbook(build_template(language))
        assert [sheet.name for sheet in other.sheets] == [sheet.name for sheet in french.sheets]
        assert other.defined_names == french.defined_names
        for name, table in french.tables.items():
            rows = [row for row in table.rows if row.get("Clé") not in ("signature", "langue")]
            mine = other.table(name)
            assert mine.columns == table.columns
            assert [r for r in mine.rows if r.get("Clé") not in ("signature", "langue")] == rows


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_name_has_a_word(language: str) -> None:
    mots = mots_of(language)
    assert mots is not None
    assert len(list(rows_of(mots))) > 250  # a name without one is a KeyError


def test_nothing_changes_nothing(book: Path) -> None:
    before = book.read_bytes()
    workbook = open_own(book)
    assert not workbook.changed
    assert workbook.to_bytes() == before
    assert workbook.find_table("tblEvenements") is not None
    assert "Événements" in workbook


def test_one_cell_changes_one_sheet(book: Path) -> None:
    """Every other part keeps its bytes."""
    before = zipfile.ZipFile(io.BytesIO(book.read_bytes()))
    change(book, ("tblProgramme", 4, "Ordre", 999))
    after = zipfile.ZipFile(book)
    assert before.namelist() == after.namelist()
    changed = [name for name in after.namelist() if before.read(name) != after.read(name)]
    assert changed == ["xl/worksheets/sheet2.xml"]


def test_a_text_that_comes_and_goes_leaves_the_file_as_it_was(book: Path) -> None:
    change(book, ("tblProgramme", 4, "État d'avancement", "Réalisé"))
    once = book.read_bytes()
    for _n in range(3):
        change(book, ("tblProgramme", 4, "État d'avancement", "Reporté"))
        change(book, ("tblProgramme", 4, "État d'avancement", "Réalisé"))
    sizes = [
        zipfile.ZipFile(io.BytesIO(data)).getinfo("xl/sharedStrings.xml").file_size
        for data in (once, book.read_bytes())
    ]
    assert sizes[1] - sizes[0] < 100, "the strings must not grow with each save"


def test_looks_within_a_header_stay(book: Path) -> None:
    """A header with a bold word in it, in a sheet that is edited elsewhere."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    rich = CellRichText("Pro", TextBlock(InlineFont(b=True), "gress"))

    def bolder(workbook: openpyxl.Workbook) -> None:
        sheet, cell = table_cell(workbook, "tblProgramme", "Progress", -1)
        workbook[sheet][cell] = rich

    rewritten(book, bolder)
    change(book, ("tblProgramme", 4, "État d'avancement", "Réalisé"))
    workbook = openpyxl.load_workbook(book, rich_text=True)
    sheet, cell = table_cell(workbook, "tblProgramme", "Progress", -1)
    assert workbook[sheet][cell].value == rich
    sheet, cell = table_cell(workbook, "tblProgramme", "Progress", 4)
    assert workbook[sheet][cell].value == "Done"


def test_looks_within_a_shared_string_stay(book: Path) -> None:
    """As Excel writes them, and though the cell is written by motxl between."""
    rich = b"<si><r><t>Pro</t></r><r><rPr><b/></rPr><t>gress</t></r></si>"
    part = "xl/sharedStrings.xml"
    workbook = Workbook.open(book)
    plain = workbook.part(part)
    assert b"<si><t>Progress</t></si>" in plain
    workbook.replace_part(part, plain.replace(b"<si><t>Progress</t></si>", rich))
    workbook.save()
    change(book, ("tblProgramme", 4, "État d'avancement", "Réalisé"))
    sheet = openpyxl.load_workbook(book, rich_text=True)["Programme"]
    assert type(sheet["J2"].value).__name__ == "CellRichText"
    assert (str(sheet["J2"].value), sheet["J7"].value) == ("Progress", "Done")


def test_links_lead_where_they_led(book: Path) -> None:
    def locations(data: bytes) -> list[bytes]:
        return re.findall(rb'location="([^"]*)"', data)

    before = locations(Workbook.open(book).part("xl/worksheets/sheet1.xml"))
    workbook = open_own(book)
    ours = locations(workbook.part("xl/worksheets/sheet1.xml"))
    assert any("Événements".encode() in one for one in ours)
    assert any(b"Events" in one for one in before)
    workbook.sheet("Accueil").set_value("C6", 2026)
    workbook.save()
    after = locations(Workbook.open(book).part("xl/worksheets/sheet1.xml"))
    assert [one.replace(b"&apos;", b"'") for one in after] == [
        one.replace(b"&apos;", b"'") for one in before
    ]


def test_staff_call_a_column_otherwise(book: Path) -> None:
    """In Excel, and in tblMots: it works at once, and in what is said."""
    before = found(book)

    def renamed(workbook: openpyxl.Workbook) -> None:
        table = workbook["Programme"].tables["tblProgramme"]
        next(one for one in table.tableColumns if one.name == "Border").name = "Frontier"
        sheet, cell = table_cell(workbook, "tblProgramme", "Border", -1)
        workbook[sheet][cell] = "Frontier"
        words = workbook["Settings"]
        (row,) = (
            cell.row
            for cells in words[words.tables["tblMots"].ref]
            for cell in cells[:1]
            if [one.value for one in cells] == ["tblProgramme", None, "Frontière", "Border"]
        )
        last = words[words.tables["tblMots"].ref][0][-1].column
        words.cell(row, last).value = "Frontier"

    rewritten(book, renamed)
    assert found(book) == before
    assert _("Write into the column Frontière.") == "Write into the column Frontier."


def test_a_column_renamed_only_in_excel_is_told(book: Path) -> None:
    def renamed(workbook: openpyxl.Workbook) -> None:
        table = workbook["Programme"].tables["tblProgramme"]
        next(one for one in table.tableColumns if one.name == "Border").name = "Frontier"
        sheet, cell = table_cell(workbook, "tblProgramme", "Border", -1)
        workbook[sheet][cell] = "Frontier"

    rewritten(book, renamed)
    told = [one for one in validate(open_book(book).programme) if one.rule == "STR701"]
    assert len(told) == 1
    assert "Frontier" in told[0].message + (told[0].suggestion or "")


def test_a_column_that_is_called_as_we_call_it(book: Path) -> None:
    """A colleague pasted the French headers: they are known, and stay."""

    def renamed(workbook: openpyxl.Workbook) -> None:
        table = workbook["Programme"].tables["tblProgramme"]
        next(one for one in table.tableColumns if one.name == "Border").name = "Frontière"
        sheet, cell = table_cell(workbook, "tblProgramme", "Border", -1)
        workbook[sheet][cell] = "Frontière"

    before = found(book)
    rewritten(book, renamed)
    assert found(book) == before
    change(book, ("tblProgramme", 4, "Frontière", "FR-DE"))
    workbook = openpyxl.load_workbook(book)
    assert workbook["Programme"][table_cell(workbook, "tblProgramme", "Frontière", 4)[1]].value


def test_a_value_in_french_is_told_and_put_right(book: Path) -> None:
    def french(workbook: openpyxl.Workbook) -> None:
        sheet, cell = table_cell(workbook, "tblProgramme", "Progress", 4)
        workbook[sheet][cell] = "En cours"

    rewritten(book, french)
    (told,) = (one for one in validate(open_book(book).programme) if one.rule == "STR709")
    assert "“En cours”" in told.message
    assert "In progress" in (told.suggestion or "")
    assert told.fix is not None
    copy = open_book(book, editing=True)
    copy.apply(told.fix.edits)
    copy.save()
    workbook = openpyxl.load_workbook(book)
    assert workbook["Programme"][table_cell(workbook, "tblProgramme", "Progress", 4)[1]].value == (
        "In progress"
    )


def test_a_slip_in_a_value_is_put_right(book: Path) -> None:
    """It is one letter from a word of the workbook, and far from ours."""

    def slipped(workbook: openpyxl.Workbook) -> None:
        sheet, cell = table_cell(workbook, "tblProgramme", "Progress", 4)
        workbook[sheet][cell] = "In progres"

    rewritten(book, slipped)
    (told,) = (one for one in validate(open_book(book).programme) if one.rule == "STR709")
    assert told.suggestion == "Write In progress."
    assert told.fix is not None
    assert told.fix.safe


def test_a_sheet_and_a_column_of_the_staff_stay_what_they_are(book: Path) -> None:
    """Though they are called as we call one of ours."""

    def own(workbook: openpyxl.Workbook) -> None:
        workbook.create_sheet("Événements")["A1"] = "=Events!A4"
        workbook["Programme"]["S1"] = '=IF(C3="Axe","En cours",tblProgramme[[#Totals],[Scope]])'

    rewritten(book, own)
    change(book, ("tblEvenements", 0, "Lieu", "Nice"))
    change(book, ("tblProgramme", 4, "Ordre", 999))
    workbook = openpyxl.load_workbook(book)
    assert workbook.sheetnames[-1] == "Événements"
    assert workbook["Événements"]["A1"].value == "=Events!A4"
    assert workbook["Programme"]["S1"].value == (
        '=IF(C3="Axe","En cours",tblProgramme[[#Totals],[Scope]])'
    )
    assert workbook["Events"]["F5"].value == "Nice"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([("tblProgramme", None, "Portée", "Border")], "“Border”"),
        ([("tblProgramme", None, "Portée", None)], "lacks a word"),
        (
            [("tblProgramme", None, "Bilan", "Results"), ("tblProgramme", None, "Bilan", "R")],
            "“Bilan”",
        ),
    ],
)
def test_words_that_cannot_be_understood_are_refused(
    rows: list[tuple[str | None, ...]], told: str, book: Path
) -> None:
    def written(workbook: openpyxl.Workbook) -> None:
        sheet = workbook["Settings"]
        cells = sheet[sheet.tables["tblMots"].ref]
        for values in rows[:1]:
            line = next(
                line
                for line in cells
                if [one.value for one in line[:3]] == list(values[:3]) or line is cells[-1]
            )
            for cell, value in zip(line, values, strict=True):
                cell.value = value
        if len(rows) > 1:
            for cell, value in zip(cells[-1], rows[-1], strict=True):
                cell.value = value

    rewritten(book, written)
    with pytest.raises(MotxlError) as refused:
        open_own(book)
    assert "tblMots" in str(refused.value)
    assert told in str(refused.value)


def test_a_workbook_in_italian(book: Path) -> None:
    """Staff add a language of their own: sheets, a column, a list, in Excel and in tblMots."""
    own = {"Events": "Eventi", "Border": "Confine", "Done": "Fatto", "yes": "sì"}
    before = found(book)

    def italian(workbook: openpyxl.Workbook) -> None:
        workbook["Events"].title = "Eventi"
        for sheet in workbook:
            for table in sheet.tables.values():
                for column in table.tableColumns:
                    column.name = own.get(column.name, column.name)
            for row in sheet.iter_rows():
                for cell in row:
                    cell.value = own.get(str(cell.value), cell.value)

    rewritten(book, italian)
    # openpyxl, and Excel too, leave the link that led to the sheet by its name.
    dead = ("STR701", "Accueil", "E7")
    assert sorted(found(book), key=str) == sorted([*before, dead], key=str)
    change(book, ("tblProgramme", 4, "État d'avancement", "Réalisé"))
    workbook = openpyxl.load_workbook(book)
    assert workbook["Programme"][table_cell(workbook, "tblProgramme", "Progress", 4)[1]].value == (
        "Fatto"
    )


def test_texts_say_the_words_of_the_workbook(book: Path) -> None:
    call_things(called_in(open_own(book)))
    assert _("{column}: {value}").format(column="Portée", value="Ciblée") == "Scope: Targeted"
    assert _("{cell}").format(cell="'Suivi jetons'!D5") == "'Jeton requests'!D5"
    assert _("{columns}").format(columns="Axe, Action") == "Axis, Action"
    # What stands in a cell is quoted as it stands there.
    assert _("{text}").format(text="Thèmes de la Portée") == "Thèmes de la Portée"
    assert _("“{value}”").format(value="Thème") == "“Thème”"


def test_a_workbook_without_words_is_any_workbook(tmp_path: Path) -> None:
    path = tmp_path / "fr.xlsx"
    path.write_bytes(build_template())
    call_things(called_in(open_own(path)))
    assert type(open_own(path)) is Workbook
    assert _("Write into the column Frontière.") == "Write into the column Frontière."


def test_a_format_that_is_only_read_is_refused(book: Path, tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(book)
    sheets = (
        odf.sheet(
            one.title, *(odf.row(*map(str, line)) for line in one.iter_rows(values_only=True))
        )
        for one in workbook
    )
    other = odf.write(tmp_path / "programme.ods", *sheets)
    with pytest.raises(MotxlError, match="words of its own"):
        open_book(other)


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_twins_differ_in_nothing_but_words(language: str, tmp_path: Path) -> None:
    pair = Twins(made(tmp_path, "fr"), made(tmp_path, language))
    for path in pair:
        change(path, *CHANGES)
    french, other = map(found, pair)
    assert other == french
    assert len(french) > 20


def test_an_ordinary_word_is_no_name() -> None:
    """In a message in English or French on a workbook in German."""
    names = own_names("de")
    said = {
        ("Action for the version of 2025.", "en"): "Action for the version of 2025.",
        ("The Type is no Action.", "en"): "The Art is no Maßnahme.",
        ("Jetons de la ligne : la colonne Portée.", "fr"): (
            "Jetons de la ligne : la colonne Zielgruppe."
        ),
        ("Thèmes à vérifier dans « Thèmes ».", "fr"): "Thèmes à vérifier dans « Themen ».",
    }
    assert {key: names.in_text(*key) for key in said} == said
