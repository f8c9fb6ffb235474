"""Words that are spelt or stored otherwise than motxl does; and where they go out of a workbook."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import motxl
from motxl.__main__ import run
from motxl.book.file.filebook import open_book
from motxl.i18n import catalogue
from motxl.ooxml import Workbook
from motxl.ooxml.cells.cells import RowBytes
from motxl.ooxml.opc.opc import Package
from motxl.ooxml.wording import MARK, Exchange
from motxl.ooxml.wording.cells import _UsualRows
from motxl.template.mots import mots_of, rows_of
from motxl.template.texts import LANGUAGES
from motxl.template.words import open_own
from motxl.validation.engine import validate
from tests.wording.spelt import as_results, typed
from tests.wording.twins import SOURCE, Twins, change, twins

STATES = {"En cours": "In progress", "Réalisé": "Done", "oui": "yes", "Permanent": "Permanent"}
WORDS = (*STATES, *STATES.values())
SPELT = st.tuples(
    st.sampled_from(["", " ", "\N{NO-BREAK SPACE}"]),
    st.sampled_from(WORDS).flatmap(
        lambda one: st.sampled_from([one, one.upper(), one.swapcase(), one.replace(" ", "  ")])
    ),
    st.sampled_from(["", " ", "\N{NO-BREAK SPACE}", MARK, MARK * 2, "\N{COMBINING ACUTE ACCENT}"]),
).map("".join)


@given(st.lists(st.text(max_size=12) | SPELT, max_size=8))
def test_what_is_read_is_written_as_it_was(texts: list[str]) -> None:
    exchange = Exchange(STATES, loosely=True)
    read = [exchange.read(one) for one in texts]
    assert [exchange.written(one) for one in read] == texts
    assert len(set(read)) == len(set(texts))


def test_blanks_and_case_are_nothing() -> None:
    exchange = Exchange(STATES, loosely=True)
    blank = "\N{NO-BREAK SPACE}"
    assert exchange.read(f"Done{blank}") == f"Réalisé{blank}"
    assert exchange.read("in  PROGRESS").removesuffix(MARK) == "En cours"
    assert exchange.read("Done as planned") == "Done as planned"
    assert exchange.written("réalisé ") == "done "


@pytest.fixture(scope="session")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Twins:
    return twins(tmp_path_factory.mktemp("spelt"))


@pytest.fixture
def here(pair: Twins, tmp_path: Path) -> Twins:
    found = Twins(*(tmp_path / f"{path.parent.name}.xlsx" for path in pair))
    for source, path in zip(pair, found, strict=True):
        shutil.copy(source, path)
    return found


def rows(path: Path) -> dict[str, object]:
    workbook = open_own(path)
    return {name: (table.columns, table.rows) for name, table in workbook.tables.items()}


def found(path: Path) -> list[tuple[str, str, str | None, str | None]]:
    diagnostics = validate(open_book(path).programme)
    return [(one.rule, one.sheet, one.cell, one.suggestion) for one in diagnostics]


def cells(path: Path) -> dict[tuple[str, bytes], bytes]:
    """The bytes of each cell, by part and place."""
    package = zipfile.ZipFile(path)
    return {
        (name, one[1]): one[0]
        for name in package.namelist()
        if name.startswith("xl/worksheets/sheet")
        for one in re.finditer(rb'<c r="(\w+)"[^<>]*(?:/>|>.*?</c>)', package.read(name))
    }


@pytest.mark.parametrize("formula", ["", "IF(1=1,{},0)"])
def test_texts_that_are_stored_as_results(formula: str, here: Twins) -> None:
    before, told = rows(here.english), found(here.english)
    as_results(here.english, formula)
    assert rows(here.english) == before
    assert found(here.english) == told
    once = cells(here.english)
    if formula:
        assert any(
            b"<f>IF(1=1,&quot;Done" in one or b'<f>IF(1=1,"Done' in one for one in once.values()
        )
    change(here.english, ("tblProgramme", 4, "Ordre", 999))
    after = cells(here.english)
    different = {key for key in once if after[key] != once[key]}
    assert len(different) == 1, different
    if not formula:
        change(here.english, ("tblProgramme", 9, "Portée", "Ciblée"))
        assert Workbook.open(here.english).table("tblProgramme").rows[9]["Scope"] == "Targeted"


BLANK = "\N{NO-BREAK SPACE}"
SPELLINGS = (
    ("tblSuiviJetons", 0, "État", "Réservé ", "Reserved "),
    ("tblAdherents", 1, "Adhérent en cours", "non ", "no "),
    ("tblProgramme", 10, "Portée", f"ciblée{BLANK}", f"targeted{BLANK}"),
    ("tblProgramme", 5, "État d'avancement", "EN  COURS", "IN  PROGRESS"),
)


def test_words_are_read_as_in_french(here: Twins, capsys: pytest.CaptureFixture[str]) -> None:
    mots = mots_of("en")
    assert mots is not None
    cells = [(name, row, mots.columns[column], text) for name, row, column, _, text in SPELLINGS]
    typed(here.english, *cells)
    typed(here.french, *(one[:4] for one in SPELLINGS))
    french, english = found(here.french), found(here.english)
    assert [one[:3] for one in english] == [one[:3] for one in french]
    counted = []
    for path in here:
        capsys.readouterr()
        assert run(["jetons", str(path)]) in (0, 1)
        counted.append(re.findall(r"\b\d+\b", capsys.readouterr().out))
    assert counted[0] == counted[1]
    assert run(["validate", str(here.english)]) == 1
    told = capsys.readouterr().out
    assert "“Reserved” is not one of the values" in told
    assert [one for one in ("ciblée", "EN  COURS", "Réservé") if one in told] == []
    change(here.english, ("tblProgramme", 4, "Ordre", 999))
    after = Workbook.open(here.english)
    assert run(["validate", str(here.english), "--fix"]) == 1
    assert "before: [Reserved ]" in capsys.readouterr().out
    for table, row, column, text in cells:
        assert after.table(table).rows[row][column] == text


IN_FRENCH = (
    ("tblSuiviJetons", 0, "État", "réservé"),
    ("tblAdherents", 1, "Adhérent en cours", "non"),
    ("tblAdherents", 2, "Type", "Région"),
    ("tblProgramme", 6, "État d'avancement", "Réalisé"),
    ("tblProgramme", 30, "État d'avancement", "Reporté"),
    ("tblEvenements", 0, "Précision", "jour"),
)
"""What staff typed in French into the workbook in English"""


@pytest.fixture
def mixed(here: Twins) -> Twins:
    """The twins; in the English one, words were typed in French."""
    mots = mots_of("en")
    assert mots is not None
    typed(here.english, *((t, row, mots.columns[name], text) for t, row, name, text in IN_FRENCH))
    return here


def marked(path: Path) -> list[str]:
    """The parts of a package, or the file, that hold the mark."""
    if not zipfile.is_zipfile(path):
        return (
            [path.name]
            if MARK.encode() in path.read_bytes() or "\\u2060" in path.read_text()
            else []
        )
    package = zipfile.ZipFile(path)
    return [name for name in package.namelist() if MARK.encode() in package.read(name)]


def test_staff_are_told_of_words_in_another_language(mixed: Twins) -> None:
    told = [one for one in validate(open_book(mixed.english).programme) if one.rule == "STR709"]
    assert any("“Reporté”" in one.message for one in told)


def test_no_mark_is_merged(mixed: Twins, tmp_path: Path) -> None:
    base, copy = tmp_path / "base.xlsx", tmp_path / "merged.xlsx"
    shutil.copy(mixed.french, base)
    change(base, ("tblProgramme", 30, "État d'avancement", "Permanent"))
    before = found(mixed.french)
    assert run(["merge", *map(str, (base, mixed.french, mixed.english)), "-o", str(copy)]) in (0, 1)
    assert marked(copy) == []
    assert Workbook.open(copy).table("tblProgramme").rows[6]["État d'avancement"] == "Réalisé"
    assert len(found(copy)) <= len(before) + 1  # one conflict, listed in Contrôle
    copy.unlink()
    assert run(["merge", *map(str, (base, mixed.english, mixed.french)), "-o", str(copy)]) in (0, 1)
    merged = Workbook.open(copy).table("tblProgramme")
    assert [merged.rows[row]["Progress"] for row in (6, 30)] == ["Réalisé", "Reporté"]
    assert marked(copy) == []


def test_no_mark_is_a_difference(mixed: Twins, capsys: pytest.CaptureFixture[str]) -> None:
    change(mixed.french, ("tblProgramme", 30, "État d'avancement", "Reporté"))
    capsys.readouterr()
    assert run(["diff", *map(str, mixed), "--format", "json"]) == 0
    changes = json.loads(capsys.readouterr().out)["changes"]
    assert [one for one in changes if one["table"] != "tblParametres"] == []


def test_no_mark_goes_out(mixed: Twins, tmp_path: Path) -> None:
    """Into extracts and their list, next year's workbook, one made with last year's."""
    folder = tmp_path / "extraits"
    english = str(mixed.english)
    assert run(["extract", english, "-o", str(folder)]) in (0, 1)
    assert "Réalisé" in (folder / "manifest.json").read_text("utf-8")
    years = [tmp_path / "new.xlsx", tmp_path / "imported.xlsx"]
    close = ["--year", "2026", "--close-jetons", "-o"]
    assert run(["new", "--from", english, *close, str(years[0])]) in (0, 1)
    assert run(["import", str(SOURCE), "--from", english, *close, str(years[1])]) in (0, 1)
    members = Workbook.open(years[1]).table("tblAdherents")
    assert [members.rows[1]["Adhérent en cours"], members.rows[2]["Type"]] == ["non", "Région"]
    for path in (*folder.iterdir(), *years):
        assert not path.is_file() or marked(path) == [], path


def test_a_text_with_the_same_sign_stays(here: Twins) -> None:
    """One that staff typed, or that a program put there."""
    typed(here.english, ("tblProgramme", 5, "Progress", f"Done{MARK}"))
    change(here.english, ("tblProgramme", 4, "Ordre", 999))
    assert Workbook.open(here.english).table("tblProgramme").rows[5]["Progress"] == f"Done{MARK}"


def test_rows_that_are_read_at_once_are_read_as_the_others(
    here: Twins, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To the byte, in memory and in the file that is written."""

    def made() -> tuple[dict[str, bytes], bytes]:
        workbook = open_own(here.english)
        shown = Package(workbook.package_bytes(), "shown.xlsx")
        parts = {name: shown.part(name) for name in shown.names()}
        table = workbook.table("tblProgramme")
        table.sheet.set_value((table.first_data_row, table.column("Portée")), "Ciblée")
        return parts, workbook.to_bytes()

    at_once = made()
    seen: list[bool] = []

    def never(rows: _UsualRows, row: RowBytes, columns: object) -> None:
        seen.append(True)

    monkeypatch.setattr(_UsualRows, "read", never)
    one_by_one = made()
    assert len(seen) > 200
    assert at_once[0].keys() == one_by_one[0].keys()
    assert [
        name for name, data in at_once[0].items() if cells_in(data) != cells_in(one_by_one[0][name])
    ] == []
    assert at_once[1] == one_by_one[1]


def cells_in(data: bytes) -> list[bytes]:
    """A part, cut at its cells, whose attributes are sorted."""
    return [
        b" ".join(sorted(one.split(b">")[0].split())) + one.partition(b">")[2]
        for one in data.split(b"<c ")
    ]


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_workbook_and_its_extracts_have_one_word(language: str) -> None:
    """For what stands in both: a state, a column, an answer."""
    mots = mots_of(language)
    assert mots is not None
    words = {ours.replace("'", "’"): here for _table, _column, ours, here in rows_of(mots)}
    folder = Path(motxl.__file__).parent / "locale" / "fr" / "LC_MESSAGES"
    english = re.findall(r'msgid "(.+)"\nmsgstr', (folder / "extract.po").read_text("utf-8"))
    french, own = (catalogue(one, "extract").gettext for one in ("fr", language))
    shared = {french(one).replace("'", "’"): own(one) for one in english}
    both = shared.keys() & words.keys() - {"Commentaire de l’adhérent"}  # there it is theirs
    assert len(both) > 15
    assert {one: words[one] for one in both} == {one: shared[one] for one in both}
