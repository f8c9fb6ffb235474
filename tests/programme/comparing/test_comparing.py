"""What the engine of comparison says of two programmes."""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motxl.programme.comparing import ComparedTable, Comparison, compare
from motxl.programme.comparing.moves import moved_of
from motxl.programme.model import AXE, LABEL, REF, TYPE
from tests.programme.comparing.applying import apply, plain_row
from tests.programme.comparing.making import COLUMNS, MadeRow, programme, row

HEADS = [
    row("1", "AXE 1 - Un cadre", "Axe", "2025-001"),
    row("1.1", "Animer le réseau des territoires", "Objectif", "2025-002"),
]
ROWS = [
    *HEADS,
    row("1.1", "Organiser les rencontres annuelles des membres", ref="2025-003"),
    row("1.1", "Publier un guide sur les bassins de vie", ref="2025-004"),
    row("1.2", "Suivre les politiques européennes", "Objectif", "2025-005"),
    row("1.2", "Rédiger une note trimestrielle à Bruxelles", ref="2025-006"),
    row("1.2", "Répondre aux consultations de la Commission", ref="2025-007"),
]


def told(found: Comparison) -> list[tuple[str, str, str | None]]:
    return [(one.kind, one.row.ref, one.column) for one in found.differences]


def changed(rows: list[MadeRow], new: list[MadeRow]) -> Comparison:
    found = compare(programme(rows), programme(new))
    assert apply(found.old, found) == [plain_row(one) for one in found.new.entries]
    return found


def without_refs(rows: list[MadeRow]) -> list[MadeRow]:
    return [one.put(**{REF: None}) for one in rows]


def edited(rows: list[MadeRow], at: int, **values: Any) -> list[MadeRow]:
    return [one.put(**values) if n == at else one for n, one in enumerate(rows)]


def test_the_same_programme_has_no_difference() -> None:
    assert told(changed(ROWS, ROWS)) == []


def test_a_row_that_is_put_in_is_added_and_nothing_else() -> None:
    new = [*ROWS[:3], row("1.1", "Une action nouvelle", ref="2025-008"), *ROWS[3:]]
    (one,) = changed(ROWS, new).differences
    assert (one.kind, one.old, one.new) == ("added", None, "Une action nouvelle")
    assert one.new_above is not None
    assert one.new_above.ref == "2025-003"


def test_a_row_that_goes_is_removed_and_nothing_else() -> None:
    (one,) = changed(ROWS, ROWS[:3] + ROWS[4:]).differences
    assert (one.kind, one.row.ref, one.new) == ("removed", "2025-004", None)


def test_a_moved_row_that_was_edited_is_moved_and_reworded() -> None:
    """Tools that compare lines tell it as a row that went and another that came."""
    new = edited(ROWS, 3, **{LABEL: "Publier un guide sur les bassins de vie transfrontaliers"})
    new = [*new[:3], *new[4:], new[3].put(**{AXE: "1.2"})]
    assert told(changed(ROWS, new)) == [
        ("moved", "2025-004", None),
        ("renumbered", "2025-004", AXE),
        ("reworded", "2025-004", LABEL),
    ]


def test_a_moved_row_that_was_edited_is_known_without_a_ref() -> None:
    new = edited(ROWS, 3, **{LABEL: "Publier un guide sur les bassins de vie transfrontaliers"})
    new = [*new[:3], *new[4:], new[3].put(**{AXE: "1.2"})]
    found = changed(without_refs(ROWS), without_refs(new))
    assert [one.kind for one in found.differences] == ["moved", "renumbered", "reworded"]


def test_rows_put_in_at_one_place_by_two_hands_are_two_rows() -> None:
    """Tools that compare by line numbers tell all that follows as changed."""
    ours = [*ROWS[:4], row("1.1", "Une action à nous", ref="2025-008"), *ROWS[4:]]
    theirs = [*ROWS[:4], row("1.1", "Une tout autre, à eux", ref="2025-009"), *ROWS[4:]]
    assert told(changed(ours, theirs)) == [
        ("removed", "2025-008", None),
        ("added", "2025-009", None),
    ]
    found = changed(without_refs(ours), without_refs(theirs))
    assert Counter(one.kind for one in found.differences) == {"added": 1, "removed": 1}


def test_a_renumbering_is_no_rewording() -> None:
    old = [
        *ROWS,
        row("2", "AXE 2 - Les membres", "Axe", "2025-008"),
        row("2.1", "Appuyer les membres (cf. 1.2)", "Objectif", "2025-009"),
    ]
    new = [
        one.put(**{AXE: str(one.values[AXE]).replace("1.2", "1.3").replace("2.1", "3.1")})
        for one in old
    ]
    new = edited(new, 7, **{AXE: "3", LABEL: "AXE 3 - Les membres"})
    new = edited(new, 8, **{LABEL: "Appuyer les membres (cf. 1.3)"})
    found = changed(old, new)
    assert {one.kind for one in found.differences} == {"renumbered"}
    assert {one.row.ref for one in found.differences if one.column == LABEL} == {
        "2025-008",
        "2025-009",
    }


def test_a_code_in_a_text_that_nobody_renumbered_is_a_rewording() -> None:
    old = edited(ROWS, 3, **{LABEL: "Publier le guide (cf. 1.2)"})
    new = edited(old, 3, **{LABEL: "Publier le guide (cf. 1.1)"})
    assert told(changed(old, new)) == [("reworded", "2025-004", LABEL)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("l'Europe", "l’Europe"),
        ('le "Deal"', "le « Deal »"),
        ("un pas - un autre", "un pas – un autre"),
        ("le but: agir", "le but : agir"),
        ("deux  espaces ", "deux espaces"),
        ("au cœur", "au coeur"),
        ("et ainsi...", "et ainsi…"),
        ("coopé\xadration", "coopération"),
    ],
)
def test_typography_is_named_as_such(old: str, new: str) -> None:
    before, after = (edited(ROWS, 3, **{LABEL: text}) for text in (old, new))
    assert told(changed(before, after)) == [("typography", "2025-004", LABEL)]


@pytest.mark.parametrize(
    ("old", "new"),
    [("la cote", "la côte"), ("un Etat", "un état"), ("non, rien", "non rien"), ("de 2", "de 3")],
)
def test_another_letter_or_sign_is_no_typography(old: str, new: str) -> None:
    before, after = (edited(ROWS, 3, **{LABEL: text}) for text in (old, new))
    assert told(changed(before, after)) == [("reworded", "2025-004", LABEL)]


def test_a_colour_of_the_same_text_is_told_with_its_characters() -> None:
    new = [*ROWS]
    new[3] = new[3]._replace(coloured=(8, 16))
    (one,) = changed(ROWS, new).differences
    assert (one.kind, [tuple(shift) for shift in one.shifts]) == (
        "colour", [(8, 16, None, "C04F00")]
    )  # fmt: skip


def test_words_put_before_a_coloured_reference_are_no_change_of_colour() -> None:
    old, new = [*ROWS], [*ROWS]
    old[3] = row("1.1", "Agir (cf. thème 3)", ref="2025-004")._replace(coloured=(6, 17))
    new[3] = row("1.1", "Agir bien (cf. thème 3)", ref="2025-004")._replace(coloured=(11, 22))
    assert told(changed(old, new)) == [("reworded", "2025-004", LABEL)]
    new[3] = new[3]._replace(coloured=None)
    assert [one.kind for one in changed(old, new).differences] == ["reworded", "colour"]


def test_a_number_that_became_a_text_is_a_value() -> None:
    old, new = edited(ROWS, 3, Pilote=2), edited(ROWS, 3, Pilote="2")
    assert told(changed(old, new)) == [("value", "2025-004", "Pilote")]
    assert told(changed(edited(ROWS, 3, Pilote=True), edited(ROWS, 3, Pilote=1)))


def test_a_column_of_the_staff_is_compared_and_one_that_is_gone_too() -> None:
    old = programme(edited(ROWS, 3, Budget=200), [*COLUMNS, "Budget"])
    new = programme(edited(ROWS, 4, Priorité="A"), [*COLUMNS, "Priorité"])
    found = [(one.row.ref, one.column, one.old, one.new) for one in compare(old, new).differences]
    assert found == [("2025-004", "Budget", "200", None), ("2025-005", "Priorité", None, "A")]


# Doubled Réf.


def test_of_a_copied_row_the_one_that_stayed_is_the_original() -> None:
    copy = ROWS[3].put(**{LABEL: "Publier un autre guide, sur la santé"})
    found = changed(ROWS, [*ROWS[:3], copy, *ROWS[3:]])
    assert told(found) == [("added", "2025-004", None)]
    assert found.differences[0].new == copy.values[LABEL]
    assert found.matching.doubled == ()


def test_which_of_two_identical_copies_is_the_original_is_told_to_be_unknown() -> None:
    found = changed(ROWS, [*ROWS[:4], ROWS[3], *ROWS[4:]])
    assert told(found) == [("added", "2025-004", None)]
    assert found.matching.doubled == ("2025-004",)


def test_numbers_that_only_count_rows_are_no_refs() -> None:
    """A row put in gives all that follow another number: they are the same rows all the same."""
    old = [one.put(**{REF: str(n)}) for n, one in enumerate(ROWS)]
    new = [*ROWS[:2], row("1.1", "Une action nouvelle"), *ROWS[2:]]
    new = [one.put(**{REF: str(n)}) for n, one in enumerate(new)]
    found = changed(old, new)
    assert not found.matching.by_ref
    kinds = Counter((one.kind, one.column) for one in found.differences)
    assert kinds == {("added", None): 1, ("value", REF): 5}


def test_next_year_s_programme_with_refs_of_its_own_is_compared_by_text() -> None:
    new = [one.put(**{REF: f"2026-{n:03}"}) for n, one in enumerate(ROWS, 1)]
    new = edited(new, 3, **{LABEL: "Publier un guide sur les bassins de vie et la santé"})
    kinds = Counter((one.kind, one.column) for one in changed(ROWS, new).differences)
    assert kinds == {("value", REF): len(ROWS), ("reworded", LABEL): 1}


def test_a_row_that_was_typed_anew_and_got_another_ref_is_the_same() -> None:
    assert told(changed(ROWS, edited(ROWS, 3, **{REF: "2025-031"}))) == [("value", "2025-031", REF)]


def test_another_text_under_another_ref_is_another_row_however_alike() -> None:
    new = edited(ROWS, 3, **{REF: "2025-031", LABEL: "Publier un guide sur les bassins d’emploi"})
    assert [one.kind for one in changed(ROWS, new).differences] == ["removed", "added"]


def test_rows_with_one_text_keep_their_places() -> None:
    old = [
        row("1", "AXE 1", "Axe"),
        row("1.1", "Premier", "Objectif"),
        row("1.1", "Réunion"),
        row("1.2", "Second", "Objectif"),
        row("1.2", "Réunion"),
        row("1.3", "Troisième", "Objectif"),
        row("1.3", "Réunion"),
    ]
    found = changed(old, old[:4] + old[5:])
    assert [(one.kind, one.row.code) for one in found.differences] == [("removed", "1.2")]


def test_a_heading_with_quite_another_text_is_the_same_heading() -> None:
    new = edited(without_refs(ROWS), 4, **{LABEL: "Veille à Bruxelles"})
    assert [one.kind for one in changed(without_refs(ROWS), new).differences] == ["reworded"]


# Moves


@pytest.mark.parametrize("n", [0, 1, 2, 5, 6])
def test_moves_are_the_fewest(n: int) -> None:
    for order in permutations(range(n)):
        moved = moved_of(order)
        stayed = [place for index, place in enumerate(order) if index not in moved]
        assert stayed == sorted(stayed)
        longest = max(
            (len(kept) for kept in _rising(order)),
            default=0,
        )
        assert len(stayed) == longest


def _rising(order: tuple[int, ...]) -> list[list[int]]:
    """Each subsequence that rises."""
    found: list[list[int]] = [[]]
    for place in order:
        found += [[*kept, place] for kept in found if not kept or kept[-1] < place]
    return found


# Edit scripts

_WORDS = (
    *("réseau", "bassin", "frontière", "guide", "santé", "emploi", "mobilité", "eau", "forêt"),
    *("étude", "atelier", "forum", "note", "plan", "appui", "suivi", "Europe", "Alpes", "Rhin"),
)
_Script = tuple[list[MadeRow], list[MadeRow], set[tuple[str, str, str]], int]
"""Old rows, new rows, the differences of rows and cells that were made, and how many rows were
moved at most"""


@st.composite
def _scripts(draw: st.DrawFn) -> _Script:
    count = draw(st.integers(2, 14))
    rows = [
        row(
            f"1.{n // 4 + 1}",
            " ".join(draw(st.lists(st.sampled_from(_WORDS), min_size=4, max_size=9))) + f" {n}",
            ref=f"2025-{n:03}",
            Frontière=draw(st.sampled_from([None, "FR-DE", "FR-IT"])),
        )
        for n in range(count)
    ]
    new, made = list(rows), set()
    for n in range(count):
        for edit in draw(st.sets(st.sampled_from(["code", "word", "type", "border", "colour"]))):
            if draw(st.integers(0, 3)):
                continue
            ref = f"2025-{n:03}"
            one = new[n]
            if edit == "code":
                new[n], kind, column = one.put(**{AXE: f"2.{n}"}), "renumbered", AXE
            elif edit == "word":
                text = f"{draw(st.sampled_from(_WORDS))} nouveau {one.values[LABEL]}"
                new[n], kind, column = one.put(**{LABEL: text}), "reworded", LABEL
            elif edit == "type":
                new[n], kind, column = one.put(**{TYPE: "Objectif"}), "value", TYPE
            elif edit == "border":
                new[n], kind, column = one.put(Frontière="FR-BE"), "value", "Frontière"
            else:
                text = str(one.values[LABEL])
                new[n] = one._replace(coloured=(text.rindex(" ") + 1, len(text)))
                kind, column = "colour", LABEL
            if kind == "reworded" and new[n].coloured:
                text = str(new[n].values[LABEL])
                new[n] = new[n]._replace(coloured=(text.rindex(" ") + 1, len(text)))
            made.add((kind, ref, column))
    moves = 0
    for _turn in range(draw(st.integers(0, 3))):
        place, to = draw(st.integers(0, len(new) - 1)), draw(st.integers(0, len(new) - 1))
        new.insert(to, new.pop(place))
        moves += 1
    for number in range(draw(st.integers(0, 2))):
        ref = f"2025-{900 + number}"
        text = f"tout autre chose {number} {draw(st.sampled_from(_WORDS))}"
        new.insert(draw(st.integers(0, len(new))), row("1.9", text, ref=ref))
        made.add(("added", ref, ""))
    for _turn in range(draw(st.integers(0, 2))):
        gone = new.pop(draw(st.integers(0, len(new) - 1)))
        ref = str(gone.values[REF])
        was_new = ("added", ref, "") in made
        made = {one for one in made if one[1] != ref}
        if not was_new:
            made.add(("removed", ref, ""))
        if not new:
            break
    return rows, new, made, moves


@given(_scripts())
def test_kinds_and_places_are_those_of_the_edits_that_were_made(
    script: _Script,
) -> None:
    rows, new, made, moves = script
    found = changed(rows, new)  # which applies it, too
    lines = [(one.kind, one.row.ref, one.column or "") for one in found.differences]
    assert len(lines) == len(set(lines))
    assert {one for one in lines if one[0] != "moved"} == made
    assert sum(one[0] == "moved" for one in lines) <= moves
    again = compare(programme(rows), programme(new))
    assert [(o.kind, o.old, o.new) for o in again.differences] == [
        (o.kind, o.old, o.new) for o in found.differences
    ]


@given(_scripts())
def test_the_differences_lead_to_the_new_programme_without_any_ref_too(
    script: _Script,
) -> None:
    rows, new, _made, _moves = script
    changed(without_refs(rows), without_refs(new))


@given(st.permutations(range(len(ROWS))))
def test_a_table_that_was_sorted_has_rows_that_moved_and_nothing_else(order: list[int]) -> None:
    found = changed(ROWS, [ROWS[n] for n in order])
    assert {one.kind for one in found.differences} <= {"moved"}
    found = changed(without_refs(ROWS), [without_refs(ROWS)[n] for n in order])
    assert {one.kind for one in found.differences} <= {"moved"}


# The tables beside it


def _members(*rows: dict[str, Any]) -> list[ComparedTable]:
    columns = {"Clé": 1, "Nom": 2, "Frontières": 3, "Langue": 4}
    return [
        ComparedTable(
            "tblAdherents", "Adhérents", columns, list(enumerate(rows, 2)), ("Clé",), True
        )
    ]


def _of_tables(old: list[ComparedTable], new: list[ComparedTable]) -> list[tuple[Any, ...]]:
    found = compare(programme(ROWS), programme(ROWS), old, new)
    return [(o.kind, o.row.text, o.column, o.old, o.new) for o in found.differences]


A = {"Clé": "A", "Nom": "Alpha", "Frontières": "FR-DE", "Langue": "fr"}
B = {"Clé": "B", "Nom": "Bêta", "Frontières": "FR-IT", "Langue": "it"}
C = {"Clé": "C", "Nom": "Gamma", "Frontières": "FR-ES", "Langue": "es"}


def test_a_member_is_known_by_its_key_whatever_else_changed() -> None:
    other = {"Clé": "A", "Nom": "Omega", "Frontières": "FR-CH", "Langue": "de"}
    assert _of_tables(_members(A, B), _members(B, other)) == [
        ("value", "A", "Nom", "Alpha", "Omega"),
        ("value", "A", "Frontières", "FR-DE", "FR-CH"),
        ("value", "A", "Langue", "fr", "de"),
    ]


def test_members_that_came_and_went_are_told() -> None:
    assert _of_tables(_members(A, B), _members(C, B)) == [
        ("added", "C", None, None, "C"),
        ("removed", "A", None, "A", None),
    ]


def test_a_member_whose_key_changed_is_the_same_by_the_rest() -> None:
    found = _of_tables(_members(A, B), _members({**A, "Clé": "ALPHA"}, B))
    assert found == [("value", "ALPHA", "Clé", "A", "ALPHA")]


def test_of_two_members_with_one_key_each_keeps_its_mate() -> None:
    twin = {**B, "Clé": "A"}
    found = _of_tables(_members(A, twin), _members({**twin, "Langue": "fr"}, A))
    assert found == [("value", "A", "Langue", "it", "fr")]


def test_a_table_that_one_of_them_has_is_named_and_not_told_row_by_row() -> None:
    found = compare(programme(ROWS), programme(ROWS), [], _members(A, B))
    assert found.differences == ()
    assert [(one.name, one.is_new, one.rows) for one in found.lone_tables] == [
        ("tblAdherents", True, 2)
    ]
