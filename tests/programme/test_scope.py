"""Whom an entry concerns by its Portée: what is not sure is the narrower."""

from __future__ import annotations

from pathlib import Path

import pytest

from motxl.book.file.filebook import open_book
from motxl.ooxml.values import Value
from motxl.programme.relevance import Relevance
from motxl.validation.engine import validate
from tests.mutations.editing import rename_column
from tests.summary.making import AXES, Rows, action, book

MEMBERS: Rows = [{"Clé": "SAV", "Nom": "Savoie", "Frontières": "FR-IT"}, {"Clé": "AIN"}]


def relevance(path: Path, entries: Rows, **tables: Rows) -> Relevance:
    tables = {"tblAdherents": MEMBERS, **tables}
    return Relevance(open_book(book(path / "book.xlsx", entries, **tables)).programme)


def scopes(of: Relevance) -> dict[str, str]:
    return {entry.label: of.scopes[entry.row] for entry in of.programme.entries}


@pytest.mark.parametrize(
    ("written", "counts_as"),
    [
        *(("Tous", "Tous"), ("tous ", "Tous"), ("TOUS", "Tous"), ("\u00a0tous", "Tous")),
        *(("Ciblée", "Ciblée"), ("ciblee", "Ciblée"), ("Ciblé", "Ciblée"), ("Cibles", "Ciblée")),
        *(("certains", "Ciblée"), ("toutes", "Ciblée"), ("Tous ?", "Ciblée"), ("0", "Ciblée")),
        *((None, "Tous"), (" ", "Tous"), ("\u00a0", "Tous"), ("\u200b", "Tous")),
    ],
)
def test_a_value_that_is_none_is_the_narrower(
    tmp_path: Path, written: Value, counts_as: str
) -> None:
    own = relevance(tmp_path, [*AXES, action("x", Portée=written)])
    assert scopes(own)["x"] == counts_as
    heading: Rows = [AXES[0], {**AXES[1], "Portée": written}, action("x")]
    assert scopes(relevance(tmp_path, heading))["x"] == counts_as


def test_two_headings_of_one_code_that_disagree(tmp_path: Path) -> None:
    for first, second in (("Tous", "Ciblée"), ("Ciblée", "Tous")):
        twice: Rows = [
            AXES[0],
            {**AXES[1], "Portée": first},
            {**AXES[1], "Programme de travail": "Objectif B", "Portée": second},
            action("x"),
        ]
        assert scopes(relevance(tmp_path, twice))["x"] == "Ciblée"


def test_a_row_whose_code_says_nothing_may_stand_under_a_heading_that_is_targeted(
    tmp_path: Path,
) -> None:
    lost = action("x", Axe="A.x")
    assert scopes(relevance(tmp_path, [lost, *AXES]))["x"] == "Tous"
    targeted: Rows = [AXES[0], {**AXES[1], "Portée": "Ciblée"}]
    assert scopes(relevance(tmp_path, [lost, *targeted]))["x"] == "Ciblée"
    assert scopes(relevance(tmp_path, [{**lost, "Portée": "Tous"}, *targeted]))["x"] == "Tous"


@pytest.mark.parametrize("column", ["Portée", "Frontière", "Adhérents concernés"])
def test_without_its_column_nothing_is_for_everyone(tmp_path: Path, column: str) -> None:
    path = book(tmp_path / "book.xlsx", [*AXES, action("x")], tblAdherents=MEMBERS)
    opened = open_book(path)
    rename_column(opened.workbook, column, "Autre chose")
    opened.reread()
    assert scopes(Relevance(opened.programme))["x"] == "Ciblée"
    assert [d.rule for d in validate(opened.programme, ["STR701"])] == ["STR701"]


def test_a_name_of_nobody_does_not_pass_on_whom_the_heading_concerns(tmp_path: Path) -> None:
    targeted = {**AXES[1], "Portée": "Ciblée", "Frontière": "FR-IT"}
    entries = [
        AXES[0], targeted,
        action("inherits"),
        action("names nobody", **{"Adhérents concernés": "Savoy"}),
        action("no border", Frontière="FR-XX"),
        action("no theme", **{"Autres thèmes": "Lune"}),
        action("an unknown theme (cf. Cross-border Deal thème 99)"),
        action("a Portée that is none", Portée="certains"),
    ]  # fmt: skip
    of = relevance(tmp_path, entries)
    savoie = of.programme.registers.called("SAV").member
    assert savoie is not None
    direct, common = of.concerns(savoie)
    assert [one.entry.label for one in direct] == ["inherits"]
    assert common == []


def test_what_several_are_called_is_none_of_them(tmp_path: Path) -> None:
    entries = [
        *AXES,
        action("territory", Frontière="Massif"),
        action("same borders", Frontière="Arc"),
        action("theme", Portée="Ciblée", **{"Autres thèmes": "Nature"}),
        action("in the text (cf. thème transversal Nature)", Portée="Ciblée"),
        action("service", Portée="Ciblée"),
        action("twice", Portée="Ciblée", **{"Réf.": "2025-900"}),
        action("twice again", Portée="Ciblée", **{"Réf.": "2025-900"}),
        action("state", Portée="Ciblée", **{"Réf.": "2025-901"}),
    ]
    service_ref = "2025-007"
    of = relevance(
        tmp_path,
        entries,
        tblAdherents=[{"Clé": "SAV", "Frontières": "FR-IT; FR-CH", "Thèmes": "Forêt; Nature"}],
        tblTerritoires=[
            {"Nom": "Massif", "Frontières": "FR-IT"},
            {"Nom": "Alpes", "Alias": "massif", "Frontières": "FR-CH"},
            {"Nom": "Arc", "Frontières": "FR-CH"},
            {"Nom": "Jura", "Alias": "arc", "Frontières": "FR-CH"},
        ],
        tblThemes=[
            {
                "Clé": "Forêt",
                "Famille": "Thème transversal",
                "Intitulé": "Forêt",
                "Alias": "Nature",
            },
            {"Clé": "Eau", "Famille": "Thème transversal", "Intitulé": "Eau", "Alias": "nature"},
        ],
        tblJetons=[
            {"Clé": "J1", "Prestation": "Note", "Réf.": service_ref},
            {"Clé": "J2", "Prestation": "note", "Réf.": "2025-008"},
        ],
        tblSuiviJetons=[
            {"Adhérent": "SAV", "Prestation": "Note", "État": "réservé"},
            {"Adhérent": "SAV", "Réf.": "2025-900", "État": "réservé"},
            {"Adhérent": "SAV", "Réf.": "2025-901", "État": "promis"},
        ],
    )
    savoie = of.programme.registers.called("SAV").member
    assert savoie is not None
    assert [one.entry.label for one in of.direct(savoie)] == ["same borders"]
    told = {(d.rule, d.cell) for d in validate(of.programme, ["BRD401", "REF103", "JET203"])}
    assert {rule for rule, _cell in told} == {"BRD401", "REF103", "JET203"}


@pytest.mark.parametrize(
    ("answer", "active"),
    [
        *((None, True), ("oui", True), ("Oui ", True), ("x", True), ("\u00a0", True)),
        *(("non", False), ("NON", False), ("nno", False), ("oui ?", False), ("parti", False)),
    ],
)
def test_who_may_have_left_is_no_member(tmp_path: Path, answer: Value, active: bool) -> None:
    rows: Rows = [{"Clé": "SAV", "Nom": "Savoie", "Adhérent en cours": answer}]
    of = relevance(tmp_path, AXES, tblAdherents=rows)
    assert [one.active for one in of.programme.registers.members or ()] == [active]


def test_without_the_column_nobody_is_known_to_be_a_member(tmp_path: Path) -> None:
    opened = open_book(book(tmp_path / "book.xlsx", AXES, tblAdherents=MEMBERS))
    header = "Adhérent en cours"
    for renamed, active in (("ADHÉRENT  en cours", True), ("Encore là", False)):
        rename_column(opened.workbook, header, renamed, "tblAdherents")
        header = renamed
        opened.reread()
        members = opened.programme.registers.members
        assert [one.active for one in members or ()] == [active, active]
        told = validate(opened.programme, ["STR701"])
        assert [d.sheet for d in told] == ["Adhérents"]


@pytest.mark.parametrize(
    ("open_to", "who"),
    [
        (None, {"A", "B", "C"}),
        ("tous", {"A", "B", "C"}),
        ("Région", {"A"}),
        ("B; région", {"A", "B"}),
        ("Grand Est", {"A"}),
        ("CD", set()),
        ("personne", set()),
        ("\u200b", set()),
    ],
)
def test_a_service_is_open_to_whom_it_surely_names(
    tmp_path: Path, open_to: Value, who: set[str]
) -> None:
    of = relevance(
        tmp_path,
        AXES,
        tblAdherents=[
            {"Clé": "A", "Nom": "Grand Est", "Type": "Région"},
            {"Clé": "B", "Nom": "Ain", "Alias": "CD", "Type": "Département"},
            {"Clé": "C", "Nom": "Jura", "Alias": "CD"},
        ],
        tblJetons=[{"Clé": "J1", "Prestation": "Note", "Ouverte à": open_to}],
    )
    registers = of.programme.registers
    (service,) = registers.services or ()
    members = registers.members or ()
    assert {one.key for one in members if registers.is_open_to(service, one)} == who
