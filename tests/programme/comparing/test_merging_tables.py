"""The tables beside two programmes that were edited apart, merged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from motxl.programme.comparing import ComparedTable
from motxl.programme.comparing.mergingtables import MergedTable, merge_tables

_Rows = Sequence[dict[str, Any]]
MEMBERS: _Rows = [
    {"Clé": "ALPHA", "Nom": "Alpha", "Pays": "FR"},
    {"Clé": "BETA", "Nom": "Bêta", "Pays": "DE"},
    {"Clé": "GAMMA", "Nom": "Gamma", "Pays": "IT"},
]


def table(rows: _Rows) -> ComparedTable:
    columns = {"Clé": 1, "Nom": 2, "Pays": 3}
    return ComparedTable(
        "tblAdherents", "Adhérents", columns, list(enumerate(rows, 2)), ("Clé",), True
    )


def merged(ours: _Rows, theirs: _Rows, base: _Rows = MEMBERS, choices: Any = None) -> MergedTable:
    (found,) = merge_tables([table(base)], [table(ours)], [table(theirs)], choices)
    return found


def edited(at: int, **values: Any) -> _Rows:
    return [{**one, **values} if n == at else one for n, one in enumerate(MEMBERS)]


def test_what_theirs_changed_added_and_removed_is_taken() -> None:
    new = {"Clé": "DELTA", "Nom": "Delta", "Pays": "BE"}
    found = merged(edited(0, Nom="Alpha 2"), [*edited(0, Pays="BE")[:2], new])
    assert found.cells == ((2, "Pays", "BE"),)
    assert found.added == (new,)
    assert found.removed == (4,)
    assert found.clashes == ()


def test_both_changed_one_cell_and_a_choice_settles_it() -> None:
    ours, theirs = edited(1, Nom="Nous"), edited(1, Nom="Eux")
    found = merged(ours, theirs)
    (clash,) = found.clashes
    assert (clash.column, clash.base, clash.ours, clash.theirs) == ("Nom", "Bêta", "Nous", "Eux")
    assert found.cells == ()
    assert merged(ours, theirs, choices={clash.key: "theirs"}).cells == ((3, "Nom", "Eux"),)
    assert merged(ours, theirs, choices={clash.key: "ours"})[3:] == ((), (), (), ())


def test_a_row_removed_by_one_and_edited_by_the_other_is_a_clash() -> None:
    out, change = [MEMBERS[0], MEMBERS[2]], edited(1, Nom="Autre")
    kept = merged(change, out)
    assert (kept.removed, len(kept.clashes)) == ((), 1)
    assert merged(change, out, choices={kept.clashes[0].key: "theirs"}).removed == (3,)
    lost = merged(out, change)
    assert [(one.column, one.theirs) for one in lost.clashes] == [(None, "BETA"), ("Nom", "Autre")]
    again = merged(out, change, choices={lost.clashes[0].key: "theirs"})
    assert (again.added, again.clashes) == ((change[1],), ())


def test_a_row_that_both_put_in_is_there_once() -> None:
    new = {"Clé": "DELTA", "Nom": "Delta", "Pays": None}
    found = merged([*MEMBERS, new], [*MEMBERS, {**new, "Pays": "BE"}])
    assert (found.added, found.cells) == ((), ((5, "Pays", "BE"),))


_SIDE = st.lists(
    st.fixed_dictionaries(
        {
            "Clé": st.sampled_from(["ALPHA", "BETA", "GAMMA", "DELTA"]),
            "Nom": st.sampled_from(["Alpha", "Bêta", "Gamma", "x"]),
            "Pays": st.sampled_from([None, "FR", "DE"]),
        }
    ),
    unique_by=lambda one: one["Clé"],
)


@given(_SIDE, _SIDE)
def test_each_value_of_theirs_is_taken_listed_or_there(ours: _Rows, theirs: _Rows) -> None:
    found = merged(ours, theirs)
    result = {n: dict(one) for n, one in enumerate(ours, 2) if n not in found.removed}
    for row, column, value in found.cells:
        result[row][column] = value
    rows = [*result.values(), *found.added]
    listed = {(one.column, value) for one in found.clashes for value in (one.ours, one.theirs)}
    known = [*MEMBERS, *rows]
    for one in (*ours, *theirs):
        for column, value in one.items():
            assert (
                (column, value) in listed
                or any(row.get(column) == value and row["Clé"] == one["Clé"] for row in known)
                or not value
            )
