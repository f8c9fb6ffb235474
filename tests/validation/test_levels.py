"""A workbook that says itself how it is numbered."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from motxl.a1 import to_a1
from motxl.book.file.filebook import open_book
from motxl.jobs.renumber import NotRenumberedError, renumber
from motxl.ooxml import Workbook
from motxl.ooxml.values import Value
from motxl.programme.scheme import MOT, Scheme, SchemeLevel
from motxl.template.layout import NIVEAUX
from motxl.template.niveaux import read_levels, rows_of
from motxl.template.shipped import template_path
from motxl.validation.engine import validate
from motxl.validation.unchecked import unchecked
from tests.summary.making import book

FOUR = Scheme(tuple(map(SchemeLevel, ("Axe", "Objectif", "Mesure", "Tâche"))))
WORK = Scheme(tuple(SchemeLevel(name, prefix=name[0]) for name in ("WP", "Task", "Deliverable")))
ROMAN = Scheme((SchemeLevel("Axe", "I"), SchemeLevel("Objectif"), SchemeLevel("Point", "a")))
LETTERS = Scheme((SchemeLevel("Axe", "A"), SchemeLevel("Objectif"), SchemeLevel("Mesure")))
TWO = Scheme((SchemeLevel("Axe"), SchemeLevel("Mesure")))
SHEETS = Scheme(
    (
        SchemeLevel("Volet", "I", "Volet "),
        SchemeLevel("Fiche", "01", "Fiche ", None, "programme"),
        SchemeLevel("Étape", "—", counting="parent"),
    )
)


def made(
    path: Path,
    scheme: Scheme | Sequence[Sequence[Value]],
    codes: Sequence[str],
    *,
    stable: str = "non",
    labels: Sequence[str] = (),
) -> Path:
    """A workbook of the template with these codes, and what the levels are to be."""
    levels = scheme.levels if isinstance(scheme, Scheme) else MOT.levels
    rows: list[dict[str, Value]] = []
    known = scheme if isinstance(scheme, Scheme) else MOT
    above: tuple[int, ...] = ()
    for number, code in enumerate(codes):
        read = known.read(code, above) if code else None
        above = read or above
        name = known.headings[len(read) - 1].name if read else levels[-1].name
        label = labels[number] if number < len(labels) else f"Ligne {number}"
        rows.append({"Axe": code or None, "Programme de travail": label, "Type": name})
    book(path, rows)
    workbook = Workbook.open(path)
    table = workbook.table("tblNiveaux")
    table.replace_rows([list(row) for row in (rows_of(known) if scheme is known else scheme)])
    table = workbook.table("tblParametres")
    row = table.first_data_row + table["Clé"].index("numérotation stable")
    table.sheet[f"B{row}"].value = stable
    workbook.save(path, force=True)
    return path


def told(path: Path) -> list[tuple[str, str | None]]:
    """What is found, but for what is remarked of a programme without members, dates, Réf."""
    found = validate(open_book(path).programme)
    return [(one.rule, one.cell) for one in found if one.rule[:3] in {"NUM", "STR"}]


def renumbered(path: Path) -> list[str]:
    book = open_book(path, editing=True)
    renumber(book, force=True)
    return [entry.code_text for entry in open_book(path).programme.entries]


@pytest.mark.parametrize(
    ("scheme", "codes", "wrong", "right"),
    [
        (TWO, ["1", "1.1", "1.2", "1.4", "2", "2.1"], "A6", ["1", "1.1", "1.2", "1.3", "2", "2.1"]),
        (
            FOUR,
            ["1", "1.1", "1.1.1", "1.1.1.1", "1.1.1.3", "1.1.2"],
            "A7",
            ["1", "1.1", "1.1.1", "1.1.1.1", "1.1.1.2", "1.1.2"],
        ),
        (
            LETTERS,
            ["A", "A.1", "A.1.1", "A.1.2", "B", "B.1", "B.3"],
            "A9",
            ["A", "A.1", "A.1.1", "A.1.2", "B", "B.1", "B.2"],
        ),
        (
            ROMAN,
            ["I", "I.1", "I.1.a", "I.1.c", "II", "II.1"],
            "A6",
            ["I", "I.1", "I.1.a", "I.1.b", "II", "II.1"],
        ),
        (
            Scheme(
                tuple(SchemeLevel(n, prefix=p) for n, p in (("Lot", "WP"), ("T", "T"), ("L", "D")))
            ),
            ["WP1", "T1.1", "D1.1.1", "WP2", "T2.1", "T2.3"],
            "A8",
            ["WP1", "T1.1", "D1.1.1", "WP2", "T2.1", "T2.2"],
        ),
        (
            SHEETS,
            ["Volet I", "Fiche 01", "", "Fiche 02", "Volet II", "Fiche 04", "", ""],
            "A8",
            ["Volet I", "Fiche 01", "", "Fiche 02", "Volet II", "Fiche 03", "", ""],
        ),
    ],
    ids=["two", "four", "letters", "roman", "work packages", "sheets"],
)
def test_a_gap_is_told_and_closed_in_the_scheme_of_the_workbook(
    tmp_path: Path, scheme: Scheme, codes: list[str], wrong: str, right: list[str]
) -> None:
    path = made(tmp_path / "a.xlsx", scheme, codes)
    assert open_book(path).programme.scheme == scheme
    assert told(path) == [("NUM005", wrong)]
    assert renumbered(path) == right
    assert told(path) == []


def test_a_stable_numbering_has_no_gaps_and_is_not_renumbered(tmp_path: Path) -> None:
    codes = ["1", "1.2", "1.2.5", "1.2.9", "1.7", "1.7.4"]
    path = made(tmp_path / "a.xlsx", MOT, codes, labels=["Un", "cf. 1.2.7", "cf. 1.2.11"])
    assert {rule for rule, _cell in told(path)} == {"NUM005"}
    stable = made(
        tmp_path / "b.xlsx", MOT, codes, stable="oui", labels=["Un", "cf. 1.2.7", "cf. 1.2.11"]
    )
    assert told(stable) == []
    book = open_book(stable)
    # 1.2.7 may be a code that the programme had; it never came to 1.2.11.
    found = [one.cell for one in validate(book.programme) if one.rule == "REF109"]
    assert found == ["B5"]
    assert any("stable" in one.what for one in unchecked(book.programme, book.surroundings()))
    with pytest.raises(NotRenumberedError) as refused:
        renumber(open_book(stable, editing=True))
    assert refused.value.reason == "stable"


def test_a_stable_numbering_is_what_neither_yes_nor_no_counts_as(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx", MOT, ["1", "1.3"], stable="peut-être")
    assert open_book(path).programme.scheme.is_stable
    assert [rule for rule, _cell in told(path) if rule != "NUM013"] == ["STR709"]


_ROW: list[Value] = [1, "Axe", "1", None, None, "dans le titre parent"]


@pytest.mark.parametrize(
    ("rows", "column"),
    [
        ([_ROW, [2, "Mesure", "12", None, ".", None]], "Numérotation"),
        ([_ROW, [2, None, "1", None, ".", None]], "Nom"),
        ([_ROW, [2, "axe", "1", None, ".", None]], "Nom"),
        ([_ROW, [2, "Mesure", "1", None, ".", "ailleurs"]], "Suite"),
        ([[1, "Axe", "—", None, None, None], [2, "Mesure", "1", None, ".", None]], "Numérotation"),
        ([_ROW, [2, "Mesure", "1", None, None, "dans tout le programme"]], "Préfixe"),
    ],
)
def test_levels_that_cannot_be_read_are_told_and_no_code_is_judged(
    tmp_path: Path, rows: list[list[Value]], column: str
) -> None:
    path = made(tmp_path / "a.xlsx", rows, ["1", "1.4", "x"])
    book = open_book(path)
    [fault] = book.programme.scheme_faults
    assert fault.header == column
    found = validate(book.programme)
    assert not [one for one in found if one.rule in {"NUM001", "NUM005", "REF109"}]
    [told] = [one for one in found if one.sheet == "Paramètres"]
    assert (told.rule, told.cell) == ("STR709", cell_of(path, fault.row, column))
    assert [one.kind for one in unchecked(book.programme, book.surroundings())].count(
        "numbering"
    ) == 1
    with pytest.raises(NotRenumberedError):
        renumber(open_book(path, editing=True))


def cell_of(path: Path, row: int, column: str) -> str:
    return to_a1(row, Workbook.open(path).table("tblNiveaux").column(column))


def test_without_the_table_the_levels_are_the_usual_ones(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(template_path("programme-2025").read_bytes())
    before = validate(open_book(path).programme)
    assert open_book(path).programme.scheme is MOT
    workbook = Workbook.open(path)
    workbook.table("tblNiveaux").replace_rows([[None] * 6])
    workbook.save(path, force=True)
    assert open_book(path).programme.scheme is MOT
    assert validate(open_book(path).programme) == before


def test_the_table_of_levels_says_what_it_was_written_from() -> None:
    columns = {name: n for n, name in enumerate(NIVEAUX.columns, 1)}
    for scheme in (MOT, TWO, FOUR, WORK, ROMAN, LETTERS, SHEETS):
        rows = [
            (n, dict(zip(NIVEAUX.columns, row, strict=True)))
            for n, row in enumerate(rows_of(scheme), 2)
        ]
        assert read_levels("Paramètres", columns, rows) == (scheme, ())
