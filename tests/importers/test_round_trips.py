"""A programme written as a workbook or as text, by others than motxl, is the same after an
import."""

from __future__ import annotations

import csv
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from motxl.book.file.filebook import open_book
from motxl.importers.filling import read_source
from motxl.importers.tables import new_workbook
from motxl.programme.codeplace import CodePlace
from motxl.programme.finding import find
from motxl.programme.found import SheetGrid
from motxl.programme.model import LABEL, TYPE
from motxl.template.layout import PROGRAMME
from motxl.template.shipped import source_path
from tests.importers.making import ROWS, followed, imported, rows_of, table_of
from tests.judges import libreoffice as lo
from tests.judges.libreoffice import LibreOffice
from tests.programme.of_schemes import lines as lines_of
from tests.programme.of_schemes import schemes

COLUMNS = ("Axe", LABEL, TYPE, "Frontière", "Thèmes Deal", "Thèmes transversaux", "Jetons")
CSV = "Text - txt - csv (StarCalc)"


def entries(path: Path) -> list[list[object]]:
    return [[row.get(name) for name in COLUMNS] for row in rows_of(open_book(path).workbook)]


def published(path: Path, *, legend: bool = True) -> Path:
    """The published programme as cells, with its legend below."""
    text = source_path("programme-2025.txt").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines()]
    return table_of([row for row in rows if legend or row[0] != "NEW"], path)


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> list[list[object]]:
    source = tmp_path_factory.mktemp("right") / "programme-2025.txt"
    shutil.copy(source_path(source.name), source)
    return entries(imported(source)[0].path)


def test_the_published_programme_in_cells_gives_what_its_text_gives(
    tmp_path: Path, right: list[list[object]]
) -> None:
    made, workbook = imported(published(tmp_path / "p.xlsx"))
    assert entries(made.path) == right
    assert made.unplaced == []
    assert len(rows_of(workbook, "tblThemes")) == 12
    assert len(rows_of(workbook, "tblJetons")) == 5
    assert (made.rows, made.references) == (138, 24)


@pytest.mark.parametrize("delimiter", [";", ","])
def test_as_csv(tmp_path: Path, right: list[list[object]], delimiter: str) -> None:
    text = source_path("programme-2025.txt").read_text("utf-8")
    source = tmp_path / "p.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(
            line.split("\t") for line in text.splitlines()
        )
    made, _workbook = imported(source)
    assert entries(made.path) == right
    assert made.unplaced == []


@pytest.mark.parametrize(("suffix", "kind"), [("ods", lo.ODS), ("xlsx", lo.XLSX), ("csv", CSV)])
def test_as_libreoffice_writes_it(
    tmp_path: Path, libreoffice: LibreOffice, suffix: str, kind: str
) -> None:
    source = followed(tmp_path / "suivi.xlsx")
    first, workbook = imported(source)
    written = libreoffice.edit(source, tmp_path / f"neu.{suffix}", [], kind)
    second, again = imported(written)
    names = ("Axe", LABEL, TYPE, "Réf.", "Pilote", "État d'avancement", "Partenaires", "ODD")
    assert [[row.get(name) for name in names] for row in rows_of(again)] == [
        [row.get(name) for name in names] for row in rows_of(workbook)
    ]
    if suffix != "csv":
        assert rows_of(again) == rows_of(workbook)
        assert second.unplaced == first.unplaced
    assert rows_of(again, "tblThemes") == rows_of(workbook, "tblThemes")


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_numbering_that_is_found_comes_back(data: st.DataObject) -> None:
    """Codes, labels and Types of a programme numbered in any way are those of the source, as cells
    and as text; what is found there is what the table of levels says then."""
    scheme = data.draw(schemes())
    lines = data.draw(lines_of(scheme))
    rows: list[list[str]] = [["Code", "Programme de travail 2026"]]
    rows += [[line.written, f"Ligne{'x' * (n % 7)} {n}"] for n, line in enumerate(lines)]
    found = find([SheetGrid("s", rows)]).chosen
    assume(found is not None and found.scheme is not None)
    assert found is not None
    with tempfile.TemporaryDirectory() as name:
        for source in (_as_cells(rows, Path(name)), _as_text(rows, Path(name))):
            read = read_source(source)
            listed = {one.text for one in read.unplaced}
            texts = {str(v) for x in read.lines for v in (x.code, x.label, *x.columns.values())}
            kept = "\n".join((*listed, *texts))
            is_column = found.parts[0].place is CodePlace.COLUMN
            assert not [row for row in rows[1:] if row[1] not in kept]
            assert not is_column or not [row for row in rows[1:] if row[0] not in kept]
            there = [row for row in rows[1:] if row[1] not in listed]
            if is_column:
                assert [[line.code or "", line.label] for line in read.lines] == there
            made = new_workbook(read, year=2026, file_name=source.name)
            types = [row[TYPE] for row in made.tables[PROGRAMME.name]]
            if is_column and found.scheme is not None and not found.scheme.has_shared_codes:
                depths = [len(code or ()) for code in found.scheme.read_column(c for c, _ in there)]
                names = [level.name for level in found.scheme.headings]
                leaf = found.scheme.leaf.name if found.scheme.leaf else None
                assert types == [names[depth - 1] if depth else leaf for depth in depths]


def _as_cells(rows: Sequence[Sequence[str]], folder: Path) -> Path:
    return table_of([[cell or None for cell in row] for row in rows], folder / "s.xlsx")


def _as_text(rows: Sequence[Sequence[str]], folder: Path) -> Path:
    path = folder / "s.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    return path


def test_several_sheets_are_one_programme(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    del book["Sheet"]
    for axis in (1, 2, 3):
        sheet = book.create_sheet(f"Axe {axis}")
        for row in (["Code", "Programme de travail 2026", "Pilote", f"Budget {axis}"],
                    [f"{axis}", f"AXE {axis}", "Anne"], [f"{axis}.1", "Objectif", None, axis],
                    [f"{axis}.1.1", "Sous"], [f"{axis}.1.2", "Deux"]):  # fmt: skip
            sheet.append(row)
    source = tmp_path / "s.xlsx"
    book.save(source)
    made, workbook = imported(source)
    rows = rows_of(workbook)
    assert [row["Axe"] for row in rows][::4] == ["1", "2", "3"]
    assert [row.get("Pilote") for row in rows][::4] == ["Anne"] * 3
    assert [rows[n][f"Budget {a}"] for n, a in ((1, 1), (5, 2), (9, 3))] == [1, 2, 3]
    assert made.unplaced == []


def test_a_column_for_each_level(tmp_path: Path) -> None:
    rows: list[list[object]] = [
            ["Axe", "Objectif", "Sous-objectif", "Actions", "Pilote"],
            ["1 Un", "1.1 Obj", "1.1.1 S", "Action A", "Anne"],
            [None, None, None, "Action B", "Zoé"],
            [None, None, "1.1.2 T", "Action C", "Anne"],
            ["2 Deux", "2.1 Obj", "2.1.1 S", "D", "Zoé"],
            [None, None, "2.1.2 U", "Action E", "Anne"]]  # fmt: skip
    made, workbook = imported(table_of(rows, tmp_path / "s.xlsx"), year=2026)
    found = [(row.get("Axe"), row[LABEL], row.get("Pilote")) for row in rows_of(workbook)]
    assert found[:5] == [
        ("1", "Un", None), ("1.1", "Obj", None), ("1.1.1", "S", None),
        (None, "Action A", "Anne"), (None, "Action B", "Zoé"),
    ]  # fmt: skip
    assert made.unplaced == []
    assert len(ROWS) == 11
