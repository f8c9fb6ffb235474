"""One slip of a hand, whatever it is, gives nobody a row that the right programme did not give
them, unless it is told and that member's message is kept back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motxl.programme.model import Entry, Programme
from motxl.programme.registers import Event, Member, Move, Register, Registers, Service
from motxl.programme.relevance import Relevance
from motxl.validation.about_whom import about_whom

NAMES = (
    *("Axe", "Programme de travail", "Type", "Réf.", "Portée", "Frontière"),
    *("Adhérents concernés", "Ordre"),
)
COLUMNS = {name: number for number, name in enumerate(NAMES, 1)}
KINDS = ("Axe", "Objectif", "Sous-objectif")
MEMBERS = [
    Member(2, "SAV", "Savoie", borders=("FR-IT",)),
    Member(3, "ALS", "Alsace", borders=("FR-DE",)),
    Member(4, "LIL", "Lille"),
]
TARGETED: list[dict[str, Any]] = [
    {"Portée": "Ciblée", "Adhérents concernés": "SAV"},
    {"Portée": "Ciblée", "Frontière": "FR-DE"},
    {"Portée": "Ciblée"},
]
WHOM: list[dict[str, Any]] = [{}, {}, {"Portée": "Tous"}, *TARGETED]
Row = dict[str, Any]
Rows = list[Row]


def programme_of(rows: Rows, **registers: list[Any]) -> Programme:
    entries = [
        Entry(number, COLUMNS, [row.get(name) for name in NAMES])
        for number, row in enumerate(rows, 2)
    ]
    kept: dict[str, Any] = {
        name: Register(name, {"Réf.": 1}, found) for name, found in registers.items()
    }
    members = Register("Adhérents", {"Clé": 1, "Nom": 2, "Alias": 3}, MEMBERS)
    return Programme(
        "Programme",
        COLUMNS,
        entries,
        table="tblProgramme",
        registers=Registers(members=members, **kept),
    )


def given_to(programme: Programme) -> dict[str, set[str]]:
    """By the text of each row that is work, who gets it."""
    relevance = Relevance(programme)
    found: dict[str, set[str]] = {}
    for entry in relevance.work:
        keys = {one.member.key for one in relevance.members_concerned(entry)}
        found.setdefault(entry.label, set()).update(keys)
    return found


def kept_back(programme: Programme) -> set[str]:
    found = about_whom(programme)
    return {m.key for m in MEMBERS if any(one.concerns(m) for one in found)}


def heading(code: str, **values: Any) -> Row:
    kind = KINDS[code.count(".")]
    return {"Axe": code, "Programme de travail": f"Titre {code}", "Type": kind, **values}


def action(code: str, label: str, **values: Any) -> Row:
    return {"Axe": code, "Programme de travail": label, "Type": "Action", **values}


@st.composite
def programmes(draw: st.DrawFn, *, ordered: bool | None = None) -> Rows:
    rows: Rows = []
    for axis in range(1, draw(st.integers(1, 2)) + 1):
        rows.append(heading(f"{axis}", **draw(st.sampled_from(WHOM))))
        for objective in range(1, draw(st.integers(1, 3)) + 1):
            code = f"{axis}.{objective}"
            rows.append(heading(code, **draw(st.sampled_from(WHOM))))
            for below in range(draw(st.integers(0, 2)) + 1):
                own = f"{code}.{below}" if below else code
                if below:
                    rows.append(heading(own, **draw(st.sampled_from(WHOM))))
                for number in range(draw(st.integers(1, 3))):
                    values = draw(st.sampled_from([{}, {}, {}, {"Frontière": "FR-IT"}, *WHOM]))
                    rows.append(action(own, f"Action {own} {number}", **values))
    in_order = draw(st.booleans()) if ordered is None else ordered
    for number, row in enumerate(rows, 1):
        row["Réf."] = f"2025-{number:03}"
        row["Ordre"] = number if in_order else None
    return rows


Slip = Callable[[Any, Rows], None]


def _one(draw: st.DrawFn, rows: Rows, *, action: bool) -> int:
    places = [at for at, row in enumerate(rows) if (row["Type"] == "Action") is action]
    return draw(st.sampled_from(places))


def code_of_another_heading(draw: st.DrawFn, rows: Rows) -> None:
    other = rows[_one(draw, rows, action=False)]
    rows[_one(draw, rows, action=True)]["Axe"] = other["Axe"]


def code_filled_down(draw: st.DrawFn, rows: Rows) -> None:
    other = rows[_one(draw, rows, action=False)]["Axe"]
    code = rows[_one(draw, rows, action=True)]["Axe"]
    for row in rows:
        if row["Type"] == "Action" and row["Axe"] == code:
            row["Axe"] = other


def moved(draw: st.DrawFn, rows: Rows) -> None:
    row = rows.pop(_one(draw, rows, action=True))
    rows.insert(draw(st.integers(1, len(rows))), row)
    ordre = draw(st.sampled_from(["kept", "numbered", "emptied"]))
    for number, one in enumerate(rows, 1):
        one["Ordre"] = {"kept": one["Ordre"], "numbered": number, "emptied": None}[ordre]


def heading_made_an_action(draw: st.DrawFn, rows: Rows) -> None:
    rows[_one(draw, rows, action=False)]["Type"] = "Action"


def heading_deleted(draw: st.DrawFn, rows: Rows) -> None:
    del rows[_one(draw, rows, action=False)]


def heading_pasted_over(draw: st.DrawFn, rows: Rows) -> None:
    at = _one(draw, rows, action=False)
    other = draw(st.integers(0, len(rows) - 1))
    rows[at] = {**rows[other], "Ordre": rows[at]["Ordre"]}


def sorted_otherwise(draw: st.DrawFn, rows: Rows) -> None:
    for row in rows:
        row["Ordre"] = None
    column = draw(st.sampled_from(["Programme de travail", "Type", "Frontière"]))
    rows.sort(key=lambda row: str(row.get(column) or "~")[::-1])


def portee_unread(draw: st.DrawFn, rows: Rows) -> None:
    draw(st.sampled_from(rows))["Portée"] = "#?"


def names_unread(draw: st.DrawFn, rows: Rows) -> None:
    draw(st.sampled_from(rows))["Adhérents concernés"] = "#?"


SLIPS: list[Slip] = [
    *(code_of_another_heading, code_filled_down, moved, heading_made_an_action, heading_deleted),
    *(heading_pasted_over, sorted_otherwise, portee_unread, names_unread),
]


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.__name__)
@settings(max_examples=1200, deadline=None)
@given(data=st.data())
def test_a_slip_gives_no_row_to_anybody_unless_it_is_told(slip: Slip, data: st.DataObject) -> None:
    rows = data.draw(programmes())
    right = given_to(programme_of(rows))
    slipped = [dict(row) for row in rows]
    slip(data.draw, slipped)
    programme = programme_of(slipped)
    held = kept_back(programme)
    for label, keys in given_to(programme).items():
        # A heading that became an action is told of by its own text.
        assert not keys - right.get(label, keys) - held, (label, keys, right[label], held)


@settings(max_examples=100, deadline=None)
@given(programmes())
def test_a_programme_in_order_is_sure(rows: Rows) -> None:
    assert about_whom(programme_of(rows)) == []


def small(*rows: Row) -> Rows:
    found = [heading("1"), heading("1.1", Portée="Tous"), action("1.1", "for all"), *rows]
    return [{"Réf.": f"2025-{n:03}", **row} for n, row in enumerate(found, 1)]


SECRET = heading("1.2", Portée="Ciblée", **{"Adhérents concernés": "SAV"})


def test_a_slip_that_changes_nobodys_mail_keeps_nothing_back() -> None:
    rows = small(heading("1.2", Portée="Tous"), action("1.1", "x"), action("1.2", "y"))
    assert about_whom(programme_of(rows)) == []  # a code of another heading, that is for all too
    rows = small(SECRET, action("1.1", "x", Portée="Tous"), action("1.2", "y"))
    assert about_whom(programme_of(rows)) == []  # the row says it itself
    rows = small(SECRET, action("12", "x"), action("1.2", "y"))
    assert about_whom(programme_of(rows)) == []  # a code that is no heading's, and can be none


def test_those_are_kept_back_who_would_get_it_in_one_reading_only() -> None:
    programme = programme_of(small(SECRET, action("1.2", "x"), action("1.1", "moved")))
    assert given_to(programme)["moved"] == {"SAV"}
    assert kept_back(programme) == {"ALS", "LIL"}
    (found,) = about_whom(programme)
    assert (found.diagnostic.rule, found.diagnostic.cell) == ("NUM018", "A7")


def test_where_a_heading_is_gone_it_may_have_named_anybody() -> None:
    programme = programme_of(small(action("1.2", "x"), action("1.2", "y", Frontière="FR-IT")))
    assert given_to(programme) == {"for all": {"SAV", "ALS", "LIL"}, "x": set(), "y": {"SAV"}}
    assert kept_back(programme) == {"SAV", "ALS", "LIL"}


def test_what_hangs_on_a_ref_of_two_rows_is_nobodys() -> None:
    rows = small(SECRET, action("1.2", "secret", **{"Réf.": "2025-003"}))
    assert about_whom(programme_of(rows)) == []  # nothing hangs on it
    assert kept_back(programme_of(rows, events=[Event(2, "2025-003")])) == {"SAV", "ALS", "LIL"}
    moves = [Move(2, None, "LIL", "J1", "réservé", 1, "2025-003")]
    programme = programme_of(rows, moves=moves, services=[Service("J1", "Note", "")])
    assert given_to(programme)["secret"] == {"SAV"}
    assert "LIL" in kept_back(programme)


def test_ref_that_were_exchanged_since_the_kept_state() -> None:
    rows = small(SECRET, action("1.2", "secret"))
    former = {"2025-003": "secret", "2025-005": "for all"}
    programme = programme_of(rows, events=[Event(2, "2025-005")])
    assert about_whom(programme) == []
    programme = programme_of(rows, events=[Event(2, "2025-005")])
    programme.former = lambda: former
    assert [one.diagnostic.rule for one in about_whom(programme)] == ["NUM015"]
    assert kept_back(programme) == {"SAV"}
    programme = programme_of(rows, events=[Event(2, "2025-005")])
    programme.former = lambda: {**former, "2025-003": "another text"}
    assert about_whom(programme) == []  # a text that was written anew is no exchange


def test_texts_for_everyone_that_were_exchanged_leave_nothing_in_doubt() -> None:
    """Whose Réf. is whose or not, all get both, and the event."""
    rows = small(action("1.1", "also for all", Portée="Tous"))
    programme = programme_of(rows, events=[Event(2, "2025-003")])
    programme.former = lambda: {"2025-003": "also for all", "2025-004": "for all"}
    assert about_whom(programme) == []
    assert not Relevance(programme).refs_in_doubt


@pytest.mark.parametrize("blank", [None, " ", "\u200b"])
def test_a_portee_that_was_emptied(blank: str | None) -> None:
    emptied = action("1.1", "secret", Portée=blank, **{"Adhérents concernés": "SAV"})
    rows = small(emptied)
    programme = programme_of(rows)
    assert given_to(programme)["secret"] == {"SAV", "ALS", "LIL"}  # the rule of an empty Portée
    assert [e.label for e in Relevance(programme).named_but_for_everyone] == ["secret"]
    programme.former_scopes = lambda: {"2025-004": "Ciblée"}
    assert given_to(programme)["secret"] == {"SAV"}
    assert [(one.diagnostic.rule, one.diagnostic.cell) for one in about_whom(programme)] == [
        ("STR709", "E5")
    ]
    assert kept_back(programme) == {"ALS", "LIL"}
    programme = programme_of(rows)
    programme.extracted_to_some = lambda: frozenset({"2025-004"})
    assert given_to(programme)["secret"] == {"SAV"}
    for written, keys in (("Tous", {"SAV", "ALS", "LIL"}), ("Ciblée", {"SAV"})):
        decided = programme_of(small({**emptied, "Portée": written}))
        decided.former_scopes = lambda: {"2025-004": "Ciblée"}
        assert given_to(decided)["secret"] == keys
        assert about_whom(decided) == []
