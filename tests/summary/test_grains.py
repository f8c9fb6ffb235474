"""What is counted, and that each thing is counted once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from motxl.book.file.filebook import open_book
from motxl.ooxml.values import Value
from motxl.summary.summary import BandTable, summarise
from motxl.template.shipped import template_path
from tests.summary.making import AXES, Rows, action, book


def grain(path: Path, name: str) -> list[dict[str, object]]:
    found = summarise(open_book(path).programme).grains
    return next([dict(r) for r in one.records] for one in found if one.table.name == name)


def counted(path: Path, name: str, *columns: str) -> dict[tuple[object, ...], object]:
    """The sums of Nombre by some columns."""
    found: dict[tuple[object, ...], int] = {}
    for record in grain(path, name):
        key = tuple(record[column] for column in columns)
        number = record["Nombre"]
        assert isinstance(number, int)
        found[key] = found.get(key, 0) + number
    return found


def table(path: Path, key: str) -> BandTable:
    return next(t for t in summarise(open_book(path).programme).tables if t.band.key == key)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "book.xlsx"


def test_the_2025_programme_has_103_lines_to_follow() -> None:
    shipped = template_path("programme-2025")
    found = counted(shipped, "tblDonneesEntrees", "Axe")
    assert found == {("Axe 1",): 31, ("Axe 2",): 42, ("Axe 3",): 30}
    alone = [r["Code"] for r in grain(shipped, "tblDonneesEntrees") if r["Type"] != "Action"]
    assert alone == ["3.0.1", "3.0.2", "3.2.1"]


def test_an_entry_counts_once_for_each_of_its_themes(path: Path) -> None:
    label = "A (cf. Cross-border Deal thèmes 4 et 5, cf. Cross-border Deal thème 4)"
    book(path, [*AXES, action(label, **{"Autres thèmes": "Deal 4; Montagne"})])
    found = counted(path, "tblDonneesThemes", "Thème")
    assert {theme[0]: n for theme, n in found.items() if n} == {
        "Deal 4 – Mobilité, transports public transfrontalier": 1,
        "Deal 5 – Gestion de l'eau transfrontalière et ressources": 1,
        "Montagne": 1,
    }


def test_every_theme_is_there_with_0(path: Path) -> None:
    book(path, [*AXES, action()])
    found = counted(path, "tblDonneesThemes", "Thème", "Axe")
    assert found.pop(("(sans thème)", "Axe 1")) == 1
    assert len(found) == 12
    assert set(found.values()) == {0}
    assert table(path, "themes_axes").grid.height == 2 + 12


def test_an_unknown_theme_is_counted_as_such(path: Path) -> None:
    book(path, [*AXES, action("A (cf. Cross-border Deal thème 12)")])
    assert counted(path, "tblDonneesThemes", "Thème")["(thème inconnu)",] == 1


@pytest.mark.parametrize(
    ("cell", "borders"),
    [
        ("FR-IT-MC", {"FR-IT", "FR-MC"}),
        ("FR-IT; FR-IT-MC", {"FR-IT", "FR-MC"}),
        ("Grande Région; fr/de", {"FR-BE", "FR-DE", "FR-LU"}),
        ("Outre-mer", {"Outre-mer"}),
        ("la lune", {"la lune"}),
        (None, {"(sans frontière)"}),
    ],
)
def test_an_entry_counts_once_for_each_of_its_borders(
    path: Path, cell: Value, borders: set[str]
) -> None:
    book(path, [*AXES, action(Frontière=cell)])
    found = counted(path, "tblDonneesFrontieres", "Frontière")
    assert found == {(border,): 1 for border in borders}


def test_an_empty_scope_is_that_of_the_heading(path: Path) -> None:
    rows: Rows = [
        *AXES,
        action("a"),
        action("b", Frontière="FR-DE"),
        {"Axe": "1.2", "Programme de travail": "B", "Type": "Objectif", "Portée": "Ciblée"},
        {"Axe": "1.2", "Programme de travail": "c", "Type": "Action"},
        {"Axe": "1.2", "Programme de travail": "d", "Type": "Action", "Portée": "tous"},
    ]
    book(path, rows)
    found = [(r["Intitulé"], r["Portée"]) for r in grain(path, "tblDonneesEntrees")]
    assert found == [("a", "Tous"), ("b", "Ciblée"), ("c", "Ciblée"), ("d", "Tous")]


def test_months_of_events_stand_in_the_order_of_the_year(path: Path) -> None:
    events: Rows = [
        {"Réf.": "2025-003", "Début": date(2025, 12, 1), "Intitulé": "x", "Confirmé": "oui"},
        {"Réf.": "2025-003", "Début": date(2026, 1, 5), "Intitulé": "y"},
        {"Réf.": "2025-003", "Début": date(2025, 4, 1), "Précision": "trimestre"},
        {"Réf.": "inconnu", "Intitulé": "sans date"},
    ]
    book(path, [*AXES, action()], tblEvenements=events)
    found = table(path, "evenements_mois")
    months = [found.crosstab.label("Mois", place[0]) for place in found.grid.rows]
    assert months[:3] == ["janvier 2025", "février 2025", "mars 2025"]
    assert months[11:] == ["décembre 2025", "janvier 2026", "(mois non fixé)", "(sans date)"]
    assert {r["Confirmé"] for r in grain(path, "tblDonneesEvenements")} == {
        "Confirmé",
        "À confirmer",
    }
    assert found.crosstab.totals == (4,)


def test_accounts_of_jetons(path: Path) -> None:
    members: Rows = [
        {"Clé": "SAV", "Nom": "Savoie", "Jetons attribués": 5},
        {"Clé": "MAU", "Nom": "Maurienne"},
        {"Clé": "OLD", "Nom": "Ancien", "Jetons attribués": 9, "Adhérent en cours": "non"},
    ]
    moves: Rows = [
        {"Adhérent": "SAV", "État": "réservé", "Jetons": 1.5},
        {"Adhérent": "savoie", "État": "consommé", "Prestation": "Note"},
        {"Adhérent": "SAV", "État": "demandé", "Jetons": 3},
    ]
    services: Rows = [
        {"Clé": "J1", "Prestation": "Note", "Réf.": "2025-003", "Nombre de jetons": 2}
    ]
    book(path, [*AXES, action()], tblAdherents=members, tblSuiviJetons=moves, tblJetons=services)
    found = table(path, "jetons_adherents")
    sums = {found.crosstab.label("Adhérent", p[0]): s for p, s in found.crosstab.row_totals.items()}
    assert sums == {"Savoie": (5, 1.5, 2, 1.5), "Maurienne": (0, 0, 0, 0)}
    assert counted(path, "tblDonneesJetons", "Prestation") == {("Note",): 1}


def test_an_empty_programme_has_a_row_in_each_source(path: Path) -> None:
    book(path, [])
    for one in summarise(open_book(path).programme).grains:
        assert one.records
        assert all(
            value is not None
            for record in one.records
            for name, value in zip(one.table.columns, one.rows()[0], strict=True)
            if name not in ("Début", "Fin", "Date") and record
        )


def test_labels_are_as_long_as_a_refresh_leaves_them_and_accents_one_character(path: Path) -> None:
    long = "Une équipe de pilotage " * 20
    rows: Rows = [*AXES, action(Pilote=long), action(Pilote="e\u0301quipe")]
    book(path, rows)
    pilots = {str(record["Pilote"]) for record in grain(path, "tblDonneesEntrees")}
    assert "\u00e9quipe" in pilots
    assert max(map(len, pilots)) == 255
    assert any(one.endswith("…") for one in pilots)
