"""The page has the template of each kind of extract: those of workbooks without borders or jetons
are those of the terminal."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from motxl.jobs.import_ import import_source
from motxl.ooxml import Workbook
from motxl.page.build import _DATA
from motxl.programme.features import EVERY
from motxl.template.layout.extrait import template_names
from tests.mail.making import with_sender
from tests.page.browsers import Visit
from tests.page.test_sharing import by_the_terminal
from tests.page.test_sharing_in_browsers import made_of


def test_the_page_carries_each_template_that_an_extract_may_have() -> None:
    carried = {name.removeprefix("_shipped/workbooks/") for name in _DATA}
    for asks, borders, jetons in product((False, True), repeat=3):
        features = EVERY._replace(borders=borders, jetons=jetons)
        assert f"{template_names(features, asks=asks)[0]}.xltx" in carried


@pytest.fixture
def without_borders(tmp_path: Path) -> Path:
    """A programme of somebody else's, with two members."""
    source = tmp_path / "p.txt"
    source.write_text(
        "Axe\tPROGRAMME DE TRAVAIL 2026\n1\tUn\n1.1\tDeux\n1.1.1\tTrois\n1.1.1\tQuatre\n", "utf-8"
    )
    path = tmp_path / "programme-2026.xlsx"
    import_source(source, path)
    workbook = Workbook.open(path)
    table = workbook.table("tblAdherents")
    table.replace_rows([])
    for key, name in (("M1", "Ville"), ("M2", "Agence")):
        table.append({"Clé": key, "Nom": name})
    workbook.save()
    return with_sender(path)


@pytest.mark.judge
@pytest.mark.slow
@pytest.mark.parametrize("asks", ["non", "oui"])
def test_extracts_without_borders_are_those_of_the_terminal(
    visit: Visit, without_borders: Path, tmp_path: Path, asks: str
) -> None:
    workbook = Workbook.open(without_borders)
    table = workbook.table("tblParametres")
    keys = [row["Clé"] for row in table.rows]
    place = (table.first_data_row + keys.index("réponses demandées"), table.column("Valeur"))
    table.sheet[place] = asks
    workbook.save()
    made = made_of(visit, without_borders)
    expected = by_the_terminal(without_borders, tmp_path / "out")
    assert made == expected
    assert sum(name.endswith(".xlsx") for name in expected) == 2
