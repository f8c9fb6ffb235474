"""Families that a workbook describes itself: in findings, colours, columns, pivots and extracts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from motxl.__main__ import run
from motxl.book.file.filebook import open_book
from motxl.extract.content import Contents
from motxl.jobs.references import references
from motxl.ooxml import Workbook
from motxl.programme.model import Programme
from motxl.programme.relevance import Reason, Relevance
from motxl.summary.summary import summarise
from motxl.template.shipped import template_path
from motxl.text.colours import BLUE, ORANGE
from motxl.validation.engine import validate
from tests.families.making import (
    CREDITS,
    GREEN,
    LABELS,
    ODD,
    OTHERS,
    PACTE,
    PURPLE,
    USUAL,
    made,
)
from tests.summary.making import Rows

pytestmark = pytest.mark.slow

THEMES: Rows = [
    {"Clé": "Deal 4", "Famille": "Cross-border Deal", "N°": 4, "Intitulé": "Mobilité"},
    {"Clé": "Montagne", "Famille": "Thème transversal", "Intitulé": "Montagne"},
]
BESIDE = (
    "A (cf. Cross-border Deal thème 4)",
    "B (cf. thème transversal Montagne)",
    "C (lien avec les jetons, cf. ODD 11)",
    "D (cf. ODD 3)",
)
# Of MOT: what no workbook without its families may show.
_MOT = ("deal", "transversal", "jeton", "offre modulable")


def programme_of(path: Path) -> Programme:
    return open_book(path).programme


def found(path: Path, *rules: str) -> list[tuple[str, str | None, str]]:
    """Rule, cell and message of what is told of references, colours and Paramètres."""
    rules = rules or ("REF", "COL", "STR709", "JET")
    return [
        (one.rule, one.cell, one.message)
        for one in validate(programme_of(path))
        if one.rule.startswith(rules)
    ]


def listed(path: Path) -> list[tuple[str, str | None, str | None]]:
    return [(one.kind, one.key, one.colour) for one in references(programme_of(path))]


def test_a_workbook_of_other_families_has_them_and_no_others(tmp_path: Path) -> None:
    path = made(tmp_path / "p.xlsx", OTHERS)
    assert listed(path) == [
        ("ODD", "ODD 3", None),
        ("ODD", "ODD 11", None),
        ("Pacte frontalier", "P1", None),
        ("Crédits", "C1", None),
        ("Chantier", "Chantier 4", None),
    ]
    told = found(path)
    assert [(rule, cell) for rule, cell, _ in told] == [
        *(("COL301", "B5"), ("COL301", "B6"), ("COL301", "B7")),
        *(("REF103", "A6"), ("REF103", "A4")),
    ]
    assert not any(word in message.lower() for _, _, message in told for word in _MOT)
    assert run(["colour", str(path)]) == 0
    assert [colour for _, _, colour in listed(path)] == [GREEN, GREEN, PURPLE, "9C0006", None]
    assert {rule for rule, _, _ in found(path)} == {"REF103"}
    sheet = openpyxl.load_workbook(path)["Programme"]
    assert [sheet[f"R{row}"].value for row in range(5, 10)] == ["ODD 3; ODD 11", *[None] * 4]
    assert [sheet[f"S{row}"].value for row in range(5, 10)] == [None, None, "C1", None, None]
    before = path.read_bytes()
    assert run(["colour", str(path)]) == 0
    assert path.read_bytes() == before  # once is enough


def test_synthese_counts_each_family_and_shows_no_other(tmp_path: Path) -> None:
    summary = summarise(programme_of(made(tmp_path / "p.xlsx", OTHERS)))
    names = [table.band.key for table in summary.tables]
    assert "themes_axes" in names
    assert not any("jetons" in name for name in names)
    grain = next(one for one in summary.grains if one.table.name == "tblDonneesThemes")
    rows = zip(*map(grain.column, ("Famille", "Thème", "Nombre")), strict=True)
    assert sorted(rows, key=str) == [
        ("(sans thème)", "(sans thème)", 1),
        ("Chantier", "Chantier 4", 1),
        ("Crédits", "C1 – Conseil", 1),
        ("ODD", "ODD 11 – Villes durables", 1),
        ("ODD", "ODD 13 – Climat", 0),
        ("ODD", "ODD 3 – Bonne santé", 1),
        ("Pacte frontalier", "P1 – Emploi frontalier", 1),
        ("Pacte frontalier", "P2 – Mobilité douce", 0),
    ]


def test_an_item_of_any_family_is_a_reason_and_has_its_colour_in_extracts(tmp_path: Path) -> None:
    members = [{"Clé": "X", "Nom": "Ville X", "Thèmes": "ODD 11; Emploi frontalier"}]
    targeted = [f"{label} " for label in LABELS]
    path = made(tmp_path / "p.xlsx", OTHERS, targeted, tblAdherents=members, tblContacts=())
    relevance = Relevance(programme_of(path))
    (member,) = list(relevance.programme.registers.members or ())
    reasons = [concern.reasons for concern in relevance.direct(member)]
    assert reasons == [(Reason("theme", "ODD 11"),), (Reason("theme", "P1"),)]
    content = Contents(relevance).of_member(member)
    assert [line.spans for line in content.direct if line.reasons] == [
        ((19, 34, GREEN),),
        ((13, 40, PURPLE),),
    ]
    assert run(["colour", str(path)]) == 0
    assert run(["extract", str(path), "-o", str(tmp_path / "out")]) in {0, 1}
    (extract,) = (tmp_path / "out").rglob("*.xlsx")
    with ZipFile(extract) as package:
        shown = [
            name for name in package.namelist() if "theme" not in name and "styles" not in name
        ]
        everything = b"".join(map(package.read, shown))
    assert GREEN.encode() in everything
    assert ORANGE.encode() not in everything
    assert not any(
        word in everything.decode("utf-8", "ignore").lower() for word in ("jeton", "deal")
    )


def test_a_fourth_family_works_beside_the_three(tmp_path: Path) -> None:
    path = made(tmp_path / "p.xlsx", [*USUAL, ODD], BESIDE, themes=THEMES)
    assert run(["colour", str(path)]) == 0
    assert listed(path) == [
        ("deal", "Deal 4", "orange"),
        ("transversal", "Montagne", "orange"),
        ("jeton", None, "blue"),
        ("ODD", "ODD 11", GREEN),
        ("ODD", "ODD 3", GREEN),
    ]
    assert {(rule, cell) for rule, cell, _ in found(path)} == {("JET201", "B7"), ("REF103", "A4")}


def test_what_is_wrong_is_told_family_by_family(tmp_path: Path) -> None:
    labels = (
        "a (cf. ODD 12)",
        "b (cf. ODD)",
        "c (ODD 3",
        "d (cf. ODD 3 et 3)",
        "e ODD3",
        "f (cf ODD  3)",
        "g Pacte frontalir priorité 1",
        "h (deux crédits)",
        "i (chantier Nord)",
    )
    sites = {"Famille": "Site", "Écriture": "chantier {intitulé}", "Liste": "tblODD"}
    path = made(tmp_path / "p.xlsx", [ODD, PACTE, CREDITS, sites], labels)
    told = [(rule, cell) for rule, cell, _ in found(path, "REF") if rule != "REF103"]
    assert sorted(told) == sorted(
        [
            *(("REF101", "B5"), ("REF101", "B12"), ("REF102", "B10"), ("REF104", "B13")),
            *(("REF105", "B6"), ("REF106", "B7"), ("REF107", "B8"), ("REF108", "B9")),
            ("REF108", "B11"),
        ]
    )
    assert run(["validate", str(path), "--fix", "--unsafe-fixes"]) in {0, 1}
    sheet = openpyxl.load_workbook(path)["Programme"]
    fixed = {row: sheet[f"B{row}"].value for row in (7, 8, 9, 10, 11)}
    assert fixed == {
        7: "c (ODD 3)",
        8: "d (cf. ODD 3)",
        9: "e ODD 3",
        10: "f (cf. ODD 3)",
        11: "g Pacte frontalier priorité 1",
    }


def test_blue_where_green_is_due_is_the_colour_of_another_family(tmp_path: Path) -> None:
    families = [*USUAL, ODD]
    path = made(tmp_path / "p.xlsx", families, ("Agir (cf. ODD 3)",), themes=THEMES)
    workbook = Workbook.open(path)
    workbook.table("tblProgramme").sheet.set_colour((5, 2), 6, 15, BLUE)
    workbook.save(path, force=True)
    ((_, cell, message),) = found(path, "COL302")
    assert (cell, message) == (
        "B5",
        "“cf. ODD 3” has the colour of “Jetons”, but should have the colour of “ODD”.",
    )
    # The same blue is the staff's where there are no jetons.
    path = made(tmp_path / "q.xlsx", [ODD], ("Agir (cf. ODD 3)",), themes=())
    workbook = Workbook.open(path)
    workbook.table("tblProgramme").sheet.set_colour((5, 2), 6, 15, BLUE)
    workbook.save(path, force=True)
    assert [rule for rule, _, _ in found(path, "COL")] == ["COL301"]


def in_families(path: Path, column: str, number: int) -> str:
    """A cell of the table of families, in its row of that number."""
    return f"{column}{Workbook.open(path).table('tblFamilles').first_data_row + number - 1}"


@pytest.mark.parametrize(
    ("row", "cell", "words"),
    [
        ({"Famille": "ODD", "Écriture": "{n}"}, "N", "without a word"),
        ({"Famille": "ODD"}, "N", "has no Écriture"),
        ({"Écriture": "ODD {n}"}, "M", "has no name"),
        ({"Famille": "jetons", "Écriture": "ODD {n}"}, "M", "already stands"),
        ({"Famille": "X", "Écriture": "({… jeton …})"}, "N", "already stands"),
        ({**ODD, "Liste": "tblRien"}, "Q", "no table tblRien"),
        (
            {**PACTE, "Liste": "tblAdherents", "Écriture": "({… pacte …})"},
            "Q",
            "none of the columns",
        ),
        ({**ODD, "Colonne": "Bilan"}, "R", "something else"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_and_takes_no_colour_away(
    tmp_path: Path, row: Mapping[str, str], cell: str, words: str
) -> None:
    path = made(tmp_path / "p.xlsx", [*USUAL, ODD], BESIDE, themes=THEMES)
    assert run(["colour", str(path)]) == 0
    path = made(tmp_path / "q.xlsx", [*USUAL, row], BESIDE, themes=THEMES)
    told = [one for one in found(path, "STR709") if one[1] == in_families(path, cell, 4)]
    assert len(told) == 1
    assert words in told[0][2]
    # Green text was a reference, and may be one again: nobody takes its colour away.
    workbook = Workbook.open(path)
    workbook.table("tblProgramme").sheet.set_colour((8, 2), 3, 12, ORANGE)
    workbook.save(path, force=True)
    if cell != "R":
        assert not found(path, "COL303")


def test_a_column_that_is_not_there_is_told_and_one_of_the_staffs_is_not_written_over(
    tmp_path: Path,
) -> None:
    path = made(tmp_path / "p.xlsx", [{**ODD, "Colonne": "Buts"}], themes=())
    ((_, cell, message),) = found(path, "STR709")
    assert (cell, "Buts" in message) == (in_families(path, "R", 1), True)
    path = made(tmp_path / "q.xlsx", [ODD], themes=())
    workbook = openpyxl.load_workbook(path, rich_text=True)
    workbook["Programme"]["R5"] = "à relire"
    workbook["Programme"]["R6"] = "ODD 13"
    workbook.save(path)
    told = {(rule, cell) for rule, cell, _ in found(path, "STR709", "COL301")}
    assert told == {("STR709", "R5"), ("COL301", "B5"), ("COL301", "R6")}
    assert run(["colour", str(path)]) == 0
    sheet = openpyxl.load_workbook(path)["Programme"]
    assert (sheet["R5"].value, sheet["R6"].value) == ("à relire", None)


@pytest.mark.parametrize(
    ("fills", "expected"),
    [
        ({}, (ORANGE, BLUE, {"orange", "blue"})),
        ({"Cross-border Deal": PURPLE}, (PURPLE, BLUE, {"orange", "blue"})),
        ({"Thème transversal": PURPLE}, (ORANGE, BLUE, {"orange", "blue", PURPLE})),
        ({"Jetons": GREEN}, (ORANGE, GREEN, {"orange", "blue"})),
    ],
)
def test_the_fill_of_the_table_wins_over_the_named_cell(
    tmp_path: Path, fills: Mapping[str, str], expected: tuple[str, str, set[str]]
) -> None:
    path = made(tmp_path / "p.xlsx", USUAL, BESIDE[:3], fills=fills, themes=THEMES)
    palette = programme_of(path).palette
    assert (palette.orange, palette.blue, set(palette.names)) == expected
    assert run(["colour", str(path)]) == 0
    assert not found(path, "COL")


def test_the_named_cells_say_the_colours_where_the_table_says_none(tmp_path: Path) -> None:
    path = made(tmp_path / "p.xlsx", USUAL, BESIDE[:3], fills={}, themes=THEMES)
    workbook = openpyxl.load_workbook(path, rich_text=True)
    cells = workbook["Paramètres"]
    cells["B5"].fill = PatternFill("solid", fgColor=f"FF{PURPLE}")
    workbook.save(path)
    assert programme_of(path).palette.orange == PURPLE


def test_a_pale_fill_of_a_family_is_told_and_refused(tmp_path: Path) -> None:
    path = made(tmp_path / "p.xlsx", [ODD], fills={"ODD": "FFF2CC"}, themes=())
    assert [cell for _, cell, _ in found(path, "STR709")] == [in_families(path, "P", 1)]
    assert run(["colour", str(path)]) == 2


def test_a_workbook_of_before_has_the_three(tmp_path: Path) -> None:
    """Whose list of families has one column, which was called otherwise."""
    path = tmp_path / "p.xlsx"
    workbook = openpyxl.load_workbook(template_path("programme-2025"), rich_text=True)
    sheet = workbook["Paramètres"]
    table = sheet.tables["tblFamilles"]
    table.ref = "M24:M26"
    table.tableColumns = table.tableColumns[:1]
    table.tableColumns[0].name = sheet["M24"].value = "Familles"
    if table.autoFilter is not None:
        table.autoFilter.ref = table.ref
    workbook.save(path)
    of_before, now = programme_of(path), programme_of(template_path("programme-2025"))
    assert [one.name for one in of_before.themes.families.all] == [
        one.name for one in now.themes.families.all
    ]
    assert [one for _, one in of_before.references()] == [one for _, one in now.references()]
    assert not [one for one in found(path, "STR701", "STR709") if "Famille" in one[2]]


def test_a_renamed_family_of_themes_is_what_its_themes_are_of(tmp_path: Path) -> None:
    renamed = {**USUAL[0], "Famille": "Pacte transfrontalier"}
    themes = [{**THEMES[0], "Famille": "Pacte transfrontalier"}, THEMES[1]]
    path = made(tmp_path / "p.xlsx", [renamed, *USUAL[1:]], BESIDE[:2], themes=themes)
    assert [key for _, key, _ in listed(path)] == ["Deal 4", "Montagne"]
    assert not found(path, "REF", "STR709")


def test_json_names_the_family(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = made(tmp_path / "p.xlsx", OTHERS)
    assert run(["references", str(path), "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert {one["kind"] for one in document["references"]} == {
        str(one["Famille"]) for one in OTHERS
    }
    assert run(["--lang", "en", "references", str(path)]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "ODD: 2, Pacte frontalier: 1, Crédits: 1, Chantier: 1."


def test_where_the_ecritures_are_gone_no_colour_is_taken_away(tmp_path: Path) -> None:
    path = made(tmp_path / "p.xlsx", [ODD], ("Agir (cf. ODD 3)",), themes=())
    assert run(["colour", str(path)]) == 0
    workbook = Workbook.open(path)
    workbook.table("tblFamilles").rename_columns({"Écriture": "Formules"})
    workbook.save(path, force=True)
    assert [rule for rule, _, _ in found(path, "STR701", "COL")] == ["STR701"]
    assert run(["colour", str(path)]) == 0
    sheet = openpyxl.load_workbook(path, rich_text=True)["Programme"]
    assert GREEN in str(sheet["B5"].value[1].font.color.rgb)
