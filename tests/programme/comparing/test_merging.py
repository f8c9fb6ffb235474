"""Two programmes that were edited apart, merged."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from motxl.programme.comparing.merging import Merged, MergedRow, MergeSide, merge
from motxl.programme.model import AXE, LABEL, REF, TYPE
from tests.programme.comparing.applying import plain_row
from tests.programme.comparing.making import MadeRow, programme, row

ROWS = [
    row("1", "AXE 1 - Un cadre", "Axe", "2025-001"),
    row("1.1", "Animer le réseau des territoires", "Objectif", "2025-002"),
    row("1.1", "Organiser les rencontres annuelles des membres", ref="2025-003"),
    row("1.1", "Publier un guide sur les bassins de vie", ref="2025-004"),
    row("1.2", "Suivre les politiques européennes", "Objectif", "2025-005"),
    row("1.2", "Rédiger une note trimestrielle à Bruxelles", ref="2025-006"),
]
_Rows = list[MadeRow]


def merged(ours: _Rows, theirs: _Rows, base: _Rows = ROWS) -> Merged:
    return merge(programme(base), programme(ours), programme(theirs))


def edited(rows: _Rows, at: int, **values: Any) -> _Rows:
    return [one.put(**values) if n == at else one for n, one in enumerate(rows)]


def refs(found: Merged) -> list[Any]:
    return [one.values.get(REF) for one in found.rows]


def told(found: Merged) -> list[tuple[Any, ...]]:
    return [(o.kind, o.ref, o.column, o.base, o.ours, o.theirs) for o in found.clashes]


def test_what_one_side_changed_is_taken_where_the_other_left_it_alone() -> None:
    found = merged(edited(ROWS, 3, Pilote="Anne"), edited(ROWS, 3, Frontière="FR-DE"))
    assert (found.rows[3].values["Pilote"], found.rows[3].values["Frontière"]) == ("Anne", "FR-DE")
    assert found.clashes == ()


def test_both_changed_one_cell_and_ours_stays() -> None:
    found = merged(edited(ROWS, 3, Pilote="Anne"), edited(ROWS, 3, Pilote="Zoé"))
    assert found.rows[3].values["Pilote"] == "Anne"
    assert told(found) == [("cell", "2025-004", "Pilote", None, "Anne", "Zoé")]
    same = merged(edited(ROWS, 3, Pilote="Anne"), edited(ROWS, 3, Pilote="Anne"))
    assert same.clashes == ()


def test_rows_put_in_by_both_stay_in_order() -> None:
    """Tools that compare lines tell a row put in on both sides as a conflict of many lines."""
    own = row("1.1", "Une action à nous", ref="2025-007")
    other = row("1.1", "Une tout autre, à eux", ref="2025-008")
    found = merged([*ROWS[:3], own, *ROWS[3:]], [*ROWS[:3], other, *ROWS[3:]])
    assert refs(found)[2:6] == ["2025-003", "2025-007", "2025-008", "2025-004"]
    assert found.clashes == ()


def test_one_ref_given_to_two_new_rows_is_told_and_both_stay() -> None:
    own = row("1.1", "Une action à nous", ref="2025-007")
    other = row("1.1", "Une tout autre, à eux", ref="2025-007")
    found = merged([*ROWS, own], [*ROWS, other])
    assert refs(found)[-2:] == ["2025-007", "2025-007"]
    assert told(found) == [
        ("ref", "2025-007", REF, None, "Une action à nous", "Une tout autre, à eux")
    ]


def test_a_ref_that_one_side_gave_twice_is_no_clash_of_both() -> None:
    new = row("1.1", "Une action", ref="2025-007")
    for ours, theirs in (([*ROWS, new, new], [*ROWS, new]), ([*ROWS, new], [*ROWS, new, new])):
        found = merged(ours, theirs)
        assert refs(found)[-2:] == ["2025-007", "2025-007"]
        assert found.clashes == ()


def test_a_row_that_both_put_in_alike_is_there_once() -> None:
    new = row("1.1", "Une action", ref="2025-007")
    found = merged([*ROWS, new.put(Pilote="Anne")], [*ROWS, new.put(Frontière="FR-DE")])
    assert len(found.rows) == len(ROWS) + 1
    assert (found.rows[-1].values["Pilote"], found.rows[-1].values["Frontière"]) == (
        "Anne", "FR-DE"
    )  # fmt: skip


def test_a_row_without_a_label_that_both_put_in_is_there_once() -> None:
    new = row("1.3", "", Pilote="Anne")
    found = merged([*ROWS, new], [*ROWS, new])
    assert len(found.rows) == len(ROWS) + 1
    assert len(merged([*ROWS, new], [*ROWS, new.put(Pilote="Zoé")]).rows) == len(ROWS) + 2


def test_of_new_rows_with_one_text_those_with_one_ref_are_the_same() -> None:
    """Though the other side has one without a Réf. above it."""
    new, given = row("1.1", "Une action"), row("1.1", "Une action", ref="2025-007")
    found = merged([*ROWS, new.put(Pilote="Anne"), given], [*ROWS, given, new])
    assert [(one.values.get(REF), one.values.get("Pilote")) for one in found.rows[-2:]] == [
        (None, "Anne"), ("2025-007", None)
    ]  # fmt: skip
    assert found.clashes == ()


def test_a_row_moved_by_one_and_edited_by_the_other_is_moved_and_edited() -> None:
    away = [*ROWS[:3], *ROWS[4:], ROWS[3]]
    change = edited(ROWS, 3, **{LABEL: "Publier un guide sur la santé"})
    for ours, theirs in ((away, change), (change, away)):
        found = merged(ours, theirs)
        assert refs(found)[-1] == "2025-004"
        assert found.rows[-1].values[LABEL] == "Publier un guide sur la santé"
        assert found.clashes == ()


def test_a_row_removed_by_one_and_left_alone_by_the_other_goes() -> None:
    for ours, theirs in ((ROWS[:3] + ROWS[4:], ROWS), (ROWS, ROWS[:3] + ROWS[4:])):
        found = merged(ours, theirs)
        assert "2025-004" not in refs(found)
        assert found.clashes == ()


def test_a_row_removed_by_one_and_edited_by_the_other_is_a_clash() -> None:
    out, change = ROWS[:3] + ROWS[4:], edited(ROWS, 3, Pilote="Anne")
    label = ROWS[3].values[LABEL]
    kept = merged(change, out)
    assert "2025-004" in refs(kept)
    assert told(kept) == [("removed", "2025-004", None, label, label, None)]
    lost = merged(out, change)
    assert "2025-004" not in refs(lost)
    assert told(lost) == [
        ("removed", "2025-004", None, label, None, label),
        ("removed", "2025-004", "Pilote", None, None, "Anne"),
    ]


def test_a_row_that_both_moved_stays_where_ours_has_it() -> None:
    first = [ROWS[3], *ROWS[:3], *ROWS[4:]]
    last = [*ROWS[:3], *ROWS[4:], ROWS[3]]
    found = merged(first, last)
    assert refs(found)[0] == "2025-004"
    assert told(found) == [("moved", "2025-004", None, "2025-003", None, "2025-006")]
    assert merged(last, last).clashes == ()


def test_colours_of_one_side_and_words_of_the_other_are_a_clash_of_colours() -> None:
    coloured = [*ROWS]
    coloured[3] = ROWS[3]._replace(coloured=(11, 16))
    found = merged(edited(ROWS, 3, **{LABEL: "Publier un autre guide"}), coloured)
    assert found.rows[3].values[LABEL] == "Publier un autre guide"
    assert [one[:3] for one in told(found)] == [("colour", "2025-004", LABEL)]
    alone = merged(ROWS, coloured)
    assert alone.rows[3].runs
    assert alone.clashes == ()


# Whatever both did


@st.composite
def _edits(draw: st.DrawFn, side: str) -> _Rows:
    rows = list(ROWS)
    for n, one in enumerate(ROWS):
        for column in draw(st.sets(st.sampled_from([AXE, LABEL, TYPE, "Frontière", "Pilote"]))):
            if not draw(st.integers(0, 2)):
                value = draw(st.sampled_from(["x", f"{side} {n}", f"{one.values[LABEL]} {side}"]))
                rows[n] = rows[n].put(**{column: value})
    for _turn in range(draw(st.integers(0, 2))):
        rows.insert(
            draw(st.integers(0, len(rows) - 1)), rows.pop(draw(st.integers(0, len(rows) - 1)))
        )
    for _turn in range(draw(st.integers(0, 2))):
        if len(rows) > 1:
            rows.pop(draw(st.integers(0, len(rows) - 1)))
    for number in range(draw(st.integers(0, 2))):
        text = draw(st.sampled_from(["Une action", f"Une action de {side}"]))
        new = row("1.9", text, ref=f"2025-{side}{number}")
        rows.insert(draw(st.integers(0, len(rows))), new)
    return rows


def _plain(found: Merged) -> list[Any]:
    return [(dict(one.values), one.runs) for one in found.rows]


@given(_edits("a"))
def test_what_one_side_alone_did_is_the_result(rows: _Rows) -> None:
    """And what both did alike."""
    wanted = [(dict(one.values), one.runs) for one in map(plain_row, programme(rows).entries)]
    for ours, theirs in ((rows, ROWS), (ROWS, rows), (rows, rows)):
        found = merged(ours, theirs)
        assert found.clashes == ()
        assert _plain(found) == wanted


@given(_edits("a"), _edits("b"))
def test_each_value_of_both_sides_is_in_the_rows_or_among_the_clashes(
    ours: _Rows, theirs: _Rows
) -> None:
    found = merged(ours, theirs)
    by_ref: dict[Any, list[MergedRow]] = {}
    for row_ in found.rows:
        by_ref.setdefault(row_.values.get(REF), []).append(row_)
    listed = {
        (clash.ref, clash.column, value)
        for clash in found.clashes
        for value in (clash.ours, clash.theirs)
    }
    base = {one.values[REF]: one for one in ROWS}
    for one in (*ours, *theirs):
        ref = one.values[REF]
        for column, value in one.values.items():
            if value is None or (ref in base and base[ref].values.get(column) == value):
                continue
            in_rows = any(row_.values.get(column) == value for row_ in by_ref.get(ref, ()))
            assert in_rows or (ref, column, value) in listed, (ref, column, value)


@given(_edits("a"), _edits("b"))
def test_without_clashes_it_does_not_matter_which_side_is_ours(ours: _Rows, theirs: _Rows) -> None:
    """Of the values: where a row was moved by one of both and one beside it by the other, which of
    them is said to have moved depends on the side."""
    one, other = merged(ours, theirs), merged(theirs, ours)
    assert _is_clash_of_values(one) == _is_clash_of_values(other)
    if not (one.clashes or other.clashes):
        assert Counter(map(repr, _sorted(one))) == Counter(map(repr, _sorted(other)))


def _is_clash_of_values(found: Merged) -> bool:
    return any(clash.kind != "moved" for clash in found.clashes)


def _sorted(found: Merged) -> list[Any]:
    return [(sorted(values.items()), runs) for values, runs in _plain(found)]


# Choices


def again(ours: _Rows, theirs: _Rows, side: MergeSide) -> Merged:
    """Merged, with a choice for everything."""
    first = merged(ours, theirs)
    choices: dict[str, MergeSide] = {clash.key: side for clash in first.clashes}
    return merge(programme(ROWS), programme(ours), programme(theirs), choices)


def test_a_choice_settles_a_clash() -> None:
    ours, theirs = edited(ROWS, 3, Pilote="Anne"), edited(ROWS, 3, Pilote="Zoé")
    sides: list[tuple[MergeSide, str]] = [("ours", "Anne"), ("theirs", "Zoé")]
    for side, wanted in sides:
        found = again(ours, theirs, side)
        assert found.rows[3].values["Pilote"] == wanted
        assert found.clashes == ()


def test_a_choice_removes_a_row_or_puts_it_back() -> None:
    out, change = ROWS[:3] + ROWS[4:], edited(ROWS, 3, Pilote="Anne")
    cases: list[tuple[_Rows, _Rows, MergeSide, bool]] = [
        (change, out, "theirs", False),
        (change, out, "ours", True),
        (out, change, "theirs", True),
        (out, change, "ours", False),
    ]
    for ours, theirs, side, is_there in cases:
        found = again(ours, theirs, side)
        assert ("2025-004" in refs(found)) is is_there
        assert found.clashes == ()
        if is_there:
            assert found.rows[3].values["Pilote"] == "Anne"


def test_a_choice_moves_a_row() -> None:
    first = [ROWS[3], *ROWS[:3], *ROWS[4:]]
    last = [*ROWS[:3], *ROWS[4:], ROWS[3]]
    assert refs(again(first, last, "ours"))[0] == "2025-004"
    assert refs(again(first, last, "theirs"))[-1] == "2025-004"


def test_a_row_with_a_comment_is_not_removed_without_asking() -> None:
    rows = programme(ROWS)
    found = merge(rows, rows, programme(ROWS[:3] + ROWS[4:]), commented={rows.entries[3].row})
    assert "2025-004" in refs(found)
    assert [clash.kind for clash in found.clashes] == ["removed"]


def _made(found: Merged) -> _Rows:
    """The rows of a merge, as a programme is made of."""
    rows = []
    for one in found.rows:
        start, coloured = 0, None
        for run in one.runs:
            if run.properties is not None:
                coloured = (start, start + len(run.text))
            start += len(run.text)
        rows.append(MadeRow(one.values, coloured))
    return rows


@given(_edits("a"), _edits("b"))
def test_merged_once_more_nothing_changes_and_no_other_clash_comes(
    ours: _Rows, theirs: _Rows
) -> None:
    first = merged(ours, theirs)
    second = merged(_made(first), theirs)
    assert _plain(second) == _plain(first)
    assert {one.key for one in second.clashes} <= {one.key for one in first.clashes}


@given(_edits("a"), _edits("b"), st.sampled_from(["ours", "theirs"]))
def test_merged_once_more_with_choices_no_clash_that_can_be_decided_is_left(
    ours: _Rows, theirs: _Rows, side: MergeSide
) -> None:
    """Of a row that moved with a choice, another may be found to have moved otherwise: it is told
    then, and chosen in its turn."""
    found = merged(ours, theirs)
    choices: dict[str, MergeSide] = {}
    for _turn in range(4):
        choices |= {clash.key: side for clash in found.clashes}
        found = merge(programme(ROWS), programme(_made(found)), programme(theirs), choices)
        left = [clash for clash in found.clashes if clash.is_open]
        assert {clash.kind for clash in left} <= {"moved"}
        assert not [clash for clash in left if clash.key in choices]
    assert not left


def test_merged_once_more_a_row_that_theirs_moved_keeps_its_place_beside_one_of_ours() -> None:
    new = row("1.9", "Une action à nous", ref="2025-007")
    ours = [ROWS[2], ROWS[0], ROWS[1], new, ROWS[4]]
    theirs = [ROWS[0], ROWS[4], ROWS[2], ROWS[3], ROWS[1], ROWS[5]]
    first = merged(ours, theirs)
    assert refs(merged(_made(first), theirs)) == refs(first)
