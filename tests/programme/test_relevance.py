"""Which entries concern which member, and why."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motxl.book.file.filebook import open_book
from motxl.ooxml.values import Value
from motxl.programme.registers import Member
from motxl.programme.relevance import Reason, Relevance
from motxl.template.shipped import template_path
from tests.summary.making import AXES, Rows, action, book


def relevance(path: Path, entries: Rows, members: Rows, **tables: Rows) -> Relevance:
    made = book(path / "book.xlsx", [*AXES, *entries], tblAdherents=members, **tables)
    return Relevance(open_book(made).programme)


def member(of: Relevance, key: str) -> Member:
    found = of.programme.registers.called(key).member
    assert found is not None
    return found


def reasons(of: Relevance, key: str) -> dict[str, list[str]]:
    """Why the entries concern a member directly, by label."""
    return {
        concern.entry.label: [":".join(filter(None, reason)) for reason in concern.reasons]
        for concern in of.direct(member(of, key))
    }


SAVOIE: dict[str, Value] = {"Clé": "SAV", "Nom": "Savoie", "Frontières": "FR-IT"}


@pytest.mark.parametrize(
    ("cell", "borders", "common"),
    [
        ("FR-IT", "FR-IT", ["border:FR-IT"]),
        ("FR-IT-MC", "FR-IT", ["border:FR-IT"]),
        ("FR-IT", "FR-IT-MC", ["border:FR-IT"]),
        ("FR-IT-MC", "FR-MC; FR-IT", ["border:FR-IT", "border:FR-MC"]),
        ("FR-MC", "FR-IT", None),
        ("fr/it", "FR IT", ["border:FR-IT"]),
        ("Grande Région", "FR-DE", ["border:FR-DE"]),
        ("FR-LU", "Grande Région", ["border:FR-LU"]),
        ("Outre-mer", "outre mer", ["border:Outre-mer"]),
        ("la lune", "la lune", None),
        ("", "", None),
    ],
)
def test_borders_are_shared_in_pairs(
    tmp_path: Path, cell: str, borders: str, common: list[str] | None
) -> None:
    of = relevance(
        tmp_path, [action("x", Frontière=cell or None)], [{**SAVOIE, "Frontières": borders or None}]
    )
    assert reasons(of, "SAV") == ({"x": common} if common else {})


def test_named_by_key_name_or_alias(tmp_path: Path) -> None:
    entries = [
        action(f"x{n}", **{"Adhérents concernés": name})
        for n, name in enumerate(["SAV", "savoie", "Dpt 73; autre", "autre", None])
    ]
    of = relevance(tmp_path, entries, [{**SAVOIE, "Alias": "CD73; Dpt 73"}])
    assert reasons(of, "SAV") == {"x0": ["named"], "x1": ["named"], "x2": ["named"]}


def test_themes_of_the_text_and_those_of_the_staff(tmp_path: Path) -> None:
    entries = [
        action("a (cf. Cross-border Deal thèmes 4 et 5)"),
        action("b", **{"Autres thèmes": "montagne"}),
        action("c (cf. thème transversal montagne)", Portée="Ciblée"),
    ]
    of = relevance(tmp_path, entries, [{**SAVOIE, "Thèmes": "Deal 4; Montagne; inconnu"}])
    found = reasons(of, "SAV")
    assert list(found.values()) == [["theme:Deal 4"], ["theme:Montagne"], ["theme:Montagne"]]


def test_jetons_asked_for_point_to_the_entry_of_the_service(tmp_path: Path) -> None:
    entries = [action("note"), action("étude"), action("café")]
    services: Rows = [{"Clé": "J1", "Prestation": "Note", "Réf.": "2025-003"}]
    moves: Rows = [
        {"Adhérent": "SAV", "Prestation": "Note", "État": "demandé"},
        {"Adhérent": "SAV", "Réf.": "2025-004", "État": "consommé"},
        {"Adhérent": "SAV", "Réf.": "2025-005", "État": "refusé"},
    ]
    of = relevance(tmp_path, entries, [SAVOIE], tblJetons=services, tblSuiviJetons=moves)
    assert reasons(of, "SAV") == {"note": ["jeton:J1"], "étude": ["jeton"]}


def test_what_is_for_everyone_concerns_everyone_once(tmp_path: Path) -> None:
    entries = [
        action("mine", Frontière="FR-IT", Portée="Tous"),
        action("all", Portée="Tous"),
        action("theirs", Frontière="FR-DE", Portée="Tous"),
        action("not mine", Frontière="FR-DE"),
    ]
    of = relevance(tmp_path, entries, [SAVOIE])
    direct, common = of.concerns(member(of, "SAV"))
    assert [one.entry.label for one in direct] == ["mine"]
    assert [one.entry.label for one in common] == ["all", "theirs"]


def test_a_targeted_heading_gives_its_pointers_to_rows_without_any(tmp_path: Path) -> None:
    entries: Rows = [
        {"Axe": "1.2", "Programme de travail": "B", "Type": "Objectif", "Portée": "Ciblée",
         "Frontière": "FR-IT"},
        action("inherits", Axe="1.2"),
        action("says who", Axe="1.2", Frontière="FR-DE"),
        action("for all", Axe="1.2", Portée="Tous"),
    ]  # fmt: skip
    of = relevance(tmp_path, entries, [SAVOIE])
    assert list(reasons(of, "SAV")) == ["inherits"]
    assert [one.entry.label for one in of.common] == ["for all"]


def test_headings_come_along_once(tmp_path: Path) -> None:
    entries: Rows = [
        action("a", Frontière="FR-IT"),
        {"Axe": "2", "Programme de travail": "AXE 2 - x", "Type": "Axe"},
        action("b", Axe="2.1", Frontière="FR-IT"),
    ]
    of = relevance(tmp_path, entries, [SAVOIE])
    direct = of.direct(member(of, "SAV"))
    headings = of.headings_of([one.entry for one in direct])
    assert [one.code_text for one in headings] == ["1", "1.1", "2"]


def test_a_member_without_anything_gets_what_is_for_everyone(tmp_path: Path) -> None:
    of = relevance(tmp_path, [action("x")], [{"Clé": "A", "Nom": "Rien"}])
    direct, common = of.concerns(member(of, "A"))
    assert (direct, [one.entry.label for one in common]) == ([], ["x"])


def test_inactive_members_are_not_asked(tmp_path: Path) -> None:
    members: Rows = [{**SAVOIE, "Adhérent en cours": "non"}, {"Clé": "B", "Nom": "Autre"}]
    of = relevance(tmp_path, [action("x", Frontière="FR-IT", Portée="Tous")], members)
    assert [one.member.key for one in of.members_concerned(of.work[0])] == ["B"]


def test_the_entries_of_a_theme_and_of_a_pilot(tmp_path: Path) -> None:
    entries = [
        action("a (cf. Cross-border Deal thème 4)", Pilote="Anne; Jérôme"),
        action("b", Pilote="jerome"),
    ]
    of = relevance(tmp_path, entries, [])
    theme = of.theme_called("mobilité, transports public transfrontalier")
    assert theme is not None
    assert [one.entry.label[0] for one in of.of_theme(theme)] == ["a"]
    found = of.of_pilot("Jérôme")
    assert [one.entry.label[0] for one in found] == ["a", "b"]
    assert found[1].reasons == (Reason("pilot", "jerome"),)


def test_the_members_of_the_2025_programme() -> None:
    of = Relevance(open_book(template_path("programme-2025")).programme)
    counts = {}
    for one in of.programme.registers.members or ():
        direct, common = of.concerns(one)
        counts[one.key] = (len(direct), len(common))
    assert counts["ADH-01"] == (10, 86)
    assert counts["ADH-03"] == (6, 89)
    assert counts["ADH-13"] == (0, 93)


BORDERS = st.sampled_from(["FR-IT", "FR-IT-MC", "FR-DE; FR-BE", "Grande Région", "?", None])
SCOPES = st.sampled_from(["Tous", "Ciblée", None])
THEMES = st.sampled_from(["Montagne", "Deal 4; Montagne", "?", None])


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
@pytest.mark.slow
def test_both_ways_round_say_the_same(tmp_path: Path, data: st.DataObject) -> None:
    """Whoever is listed for an entry has it in its own list, and nobody else."""
    entry = st.tuples(BORDERS, SCOPES, THEMES, st.sampled_from(["M0", "m 1", None]))
    entries = [
        action(
            f"x{n}", **{"Frontière": b, "Portée": s, "Autres thèmes": t, "Adhérents concernés": m}
        )
        for n, (b, s, t, m) in enumerate(data.draw(st.lists(entry, min_size=1, max_size=6)))
    ]
    members: Rows = [
        {"Clé": f"M{n}", "Nom": f"m {n}", "Frontières": b, "Thèmes": t}
        for n, (b, t) in enumerate(data.draw(st.lists(st.tuples(BORDERS, THEMES), max_size=4)))
    ]
    of = relevance(tmp_path, entries, members)
    for one in of.programme.registers.members or ():
        direct, common = of.concerns(one)
        mine = {c.entry.row: c.reasons for c in (*direct, *common)}
        for work in of.work:
            asked = {c.member.row: c.reasons for c in of.members_concerned(work)}
            assert asked.get(one.row) == mine.get(work.row)
            if of.scopes[work.row] == "Tous":
                assert one.row in asked
