"""Synthèse judged by others: LibreOffice refreshes what was written, the two validators read it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motxl.__main__ import run
from motxl.book.file.filebook import open_book
from motxl.ooxml import Workbook
from motxl.ooxml.pivots.present import pivots
from motxl.ooxml.values import Value
from motxl.summary.summary import Summary, summarise
from motxl.template import layout
from motxl.template.shipped import template_path
from tests.judges import own
from tests.judges.libreoffice import LibreOffice
from tests.ooxml.pivots.reading import read, shown, without_filters
from tests.summary.making import AXES, action, book, problems

Sdk = Callable[[Path | str], list[str]]


def by_pandas(summary: Summary, key: str) -> dict[Any, float]:
    """The numbers of one pivot table, by pandas' own pivot_table from the source table."""
    table = next(table for table in summary.tables if table.band.key == key)
    layout = table.crosstab.layout
    grain = next(g for g in summary.grains if g.table.name == table.content.table.name)
    frame = pd.DataFrame(grain.rows(), columns=list(grain.table.columns))
    for name, items in layout.hidden.items():
        if not frame[name].isin(list(items)).all():
            frame = frame[~frame[name].isin(list(items))]
    keys = [*layout.rows, *layout.columns]
    for name in keys:
        first: dict[str, str] = {}
        frame = frame.assign(**{name: [first.setdefault(str(v).lower(), v) for v in frame[name]]})
    values = [value.field for value in layout.values]
    counted = frame.pivot_table(index=keys, values=values, aggfunc="sum")
    found = {}
    for place, row in zip(counted.index.tolist(), counted[values].values.tolist(), strict=True):
        labels = tuple(place) if isinstance(place, tuple) else (place,)
        for value, number in zip(layout.values, row, strict=True):
            found[labels, value.caption] = number
    return found


def check(libreoffice: LibreOffice, path: Path) -> None:
    """Cells, pandas and LibreOffice, which reads the sources anew, say the same."""
    assert run(["summary", str(path)]) == 0
    summary = summarise(open_book(path).programme)
    areas = {one.name: one.area for one in pivots(Workbook.open(path))}
    refreshed = libreoffice.pivots(path)
    assert set(refreshed) == set(areas) == {table.band.pivot for table in summary.tables}
    for table in summary.tables:
        layout = table.crosstab.layout
        wanted = by_pandas(summary, table.band.key)
        cells = shown(path, "Synthèse", areas[layout.name])
        assert read(cells, layout, "(vide)") == pytest.approx(wanted), layout.name
        theirs = without_filters(refreshed[layout.name], layout)
        # Of names that differ in case only, LibreOffice shows one or the other.
        found = caseless(read(theirs, layout, "(empty)"))
        assert found == pytest.approx(caseless(wanted)), layout.name


def caseless(counted: dict[Any, float]) -> dict[Any, float]:
    return {
        (tuple(name.casefold() for name in names), caption): number
        for (names, caption), number in counted.items()
    }


def test_the_2025_programme(libreoffice: LibreOffice, sdk: Sdk, tmp_path: Path) -> None:
    path = tmp_path / "programme-2025.xlsx"
    path.write_bytes(template_path("programme-2025").read_bytes())
    check(libreoffice, path)
    assert own.problems(path) == []
    assert sdk(path) == []


def test_a_programme_without_a_line(libreoffice: LibreOffice, sdk: Sdk, tmp_path: Path) -> None:
    path = book(tmp_path / "book.xlsx", [])
    check(libreoffice, path)
    assert problems(path) == []
    assert sdk(path) == []


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=9)
CLAUSES = (
    *("", " (cf. Cross-border Deal thème 4)", " (cf. Cross-border Deal thèmes 1, 4 et 9)"),
    *(" (cf. thème transversal montagne)", " (avec des jetons)", ' « été » "x" l\'eau'),
    " (cf. Cross-border Deal thème 4, cf. thème transversal Montagne)",
)
BORDERS = ("FR-DE", "FR-IT-MC", "FR-DE; FR-BE", "Grande Région", "Outre-mer", "la lune", None)


@st.composite
def lines(draw: st.DrawFn) -> dict[str, Value]:
    return action(
        draw(WORDS) + draw(st.sampled_from(CLAUSES)),
        **{
            "Axe": draw(st.sampled_from(["1.1", "1.2", "2.1", "3.1.1"])),
            "Frontière": draw(st.sampled_from(BORDERS)),
            "Pilote": draw(st.sampled_from(["Anne", "anne", "Jérôme", "O'Neil", None])),
            "État d'avancement": draw(st.sampled_from(["À lancer", "Réalisé", "inventé", None])),
            "Autres thèmes": draw(st.sampled_from(["Deal 2", "Montagne; Deal 4", None])),
        },
    )


@st.composite
def books(draw: st.DrawFn) -> dict[str, Any]:
    programme = draw(st.lists(lines(), max_size=30))
    day = st.dates(date(2024, 11, 1), date(2026, 2, 28))
    events = [
        {"Réf.": f"2025-{n:03}", "Début": draw(st.one_of(day, st.none())), "Confirmé": yes,
         "Précision": draw(st.sampled_from(["jour", "mois", "trimestre", "année"]))}
        for n, yes in enumerate(draw(st.lists(st.sampled_from(["oui", "non", None]), max_size=6)))
    ]  # fmt: skip
    names = draw(st.lists(WORDS, max_size=5, unique_by=str.lower))
    members = [
        {"Clé": f"K{n}", "Nom": f"{n} {name}", "Jetons attribués": n}
        for n, name in enumerate(names)
    ]
    moves = [
        {
            "Adhérent": draw(st.sampled_from(["K0", "K1", "personne"])),
            "État": state,
            "Jetons": n / 2,
        }
        for n, state in enumerate(
            draw(st.lists(st.sampled_from(["réservé", "consommé", "demandé"]), max_size=5))
        )
    ]
    tables = {"tblEvenements": events, "tblAdherents": members, "tblSuiviJetons": moves}
    return {"programme": [*AXES, *programme], **tables}


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(given_=books())
def test_any_programme(libreoffice: LibreOffice, given_: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = book(Path(folder) / "book.xlsx", **given_)
        check(libreoffice, path)
        assert problems(path) == []


STATES = [*layout.ETATS.values, *(f"État {number}" for number in range(7, 15))]


def test_states_of_parametres_have_room_when_they_come_into_use(
    libreoffice: LibreOffice, sdk: Sdk, tmp_path: Path
) -> None:
    """Fourteen states where the bands have room for twelve columns; two more that no list has."""
    states = {"tblEtats": [{"États": state} for state in STATES]}
    few = [action(**{"Frontière": "FR-DE", "Pilote": "Anne"})]
    path = book(tmp_path / "book.xlsx", [*AXES, *few], **states)
    check(libreoffice, path)
    before = {one.name: one.area for one in pivots(Workbook.open(path))}
    every = [
        action(**{"Frontière": "FR-DE", "Pilote": "Anne", "État d'avancement": state})
        for state in [*STATES, "inventé", "autre"]
    ]
    book(path, [*AXES, *few, *every], path, **states)
    check(libreoffice, path)  # what stands where it stood lies over nothing, else it would move
    after = {one.name: one.area for one in pivots(Workbook.open(path))}
    assert {n: (a.first_row, a.first_column) for n, a in after.items()} == {
        n: (a.first_row, a.first_column) for n, a in before.items()
    }
    assert (
        after["motxl_frontieres_etats"].last_column - 17
        >= before["motxl_frontieres_etats"].first_column
    )
    assert problems(path) == []
    assert sdk(path) == []


def test_states_stand_in_the_order_of_parametres(tmp_path: Path) -> None:
    order = ["En cours", "Vu", "À lancer"]
    lines_ = [action(**{"État d'avancement": state}) for state in sorted(order)]
    path = book(
        tmp_path / "b.xlsx", [*AXES, *lines_], tblEtats=[{"États": state} for state in order]
    )
    table = next(t for t in summarise(open_book(path).programme).tables if t.band.chart)
    shown_ = [table.crosstab.label("État d'avancement", place[0]) for place in table.grid.columns]
    assert shown_ == order


def test_a_table_without_room_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = book(tmp_path / "book.xlsx", [*AXES, action()])
    assert run(["summary", str(path)]) == 0
    assert "no room" not in capsys.readouterr().err
    workbook = Workbook.open(path)
    sheet = workbook.sheet("Synthèse")
    area = next(one.area for one in pivots(workbook) if one.name == "motxl_axes_etats")
    sheet.set_value((area.first_row + 2, area.last_column + 2), "note de Claire")
    workbook.save()
    assert run(["summary", str(path)]) == 0
    said = " ".join(capsys.readouterr().err.split())
    assert (
        "The pivot table motxl_axes_etats has no room for all the values listed in Paramètres"
        in said
    )
