"""Codes follow the structure; what cannot be known is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motxl.programme.codes import format_code, parse_code
from motxl.programme.model import AXE, LABEL, TYPE, Entry, Programme
from motxl.programme.renumbering import Renumbering, renumber
from motxl.programme.scheme import MOT
from motxl.validation.engine import validate

LEVELS = MOT.names[:3]
ACTION = MOT.names[3]

Row = tuple[object, str, str]


def programme_of(rows: list[Row], *, typed: bool = True) -> Programme:
    columns = {AXE: 1, LABEL: 2, **({TYPE: 3} if typed else {})}
    entries = [Entry(n, columns, list(row)) for n, row in enumerate(rows, 2)]  # type: ignore[arg-type]
    return Programme("Programme", columns, entries)


def letters(text: str) -> list[Row]:
    """``1 X, 1.1 O, . A``: a code (``.`` for none) and the first letter of a Type."""
    types = {"X": "Axe", "O": "Objectif", "S": "Sous-objectif", "A": "Action", "-": ""}
    found: list[Row] = []
    for n, one in enumerate(text.split(",")):
        code, kind = one.split()
        found.append(("" if code == "." else code, f"L{n}", types[kind]))
    return found


def new_codes(programme: Programme, found: Renumbering) -> list[str]:
    assert not found.obstacles
    codes = found.codes
    return [format_code(codes[e.row]) if e.row in codes else "" for e in programme.entries]


def numbered(text: str) -> str:
    programme = programme_of(letters(text))
    return " ".join(new_codes(programme, renumber(programme)))


def kinds(rows: list[Row], *, typed: bool = True) -> list[str]:
    return [one.kind for one in renumber(programme_of(rows, typed=typed)).obstacles]


# What is understood


def test_rows_with_a_type_need_no_code() -> None:
    assert numbered("1 X,1.1 O,1.1.1 S,1.1.1 A,. S,. A,1.1.2 S,1.1.2 A") == (
        "1 1.1 1.1.1 1.1.1 1.1.2 1.1.2 1.1.3 1.1.3"
    )


def test_a_block_that_was_moved_is_numbered_where_it_stands() -> None:
    assert numbered("1 X,1.1 O,1.1.3 S,1.1.3 A,1.1.1 S,1.1.2 S") == (
        "1 1.1 1.1.1 1.1.1 1.1.2 1.1.3"
    )
    assert numbered("1 X,1.2 O,1.2.1 S,2 X,2.1 O,1.1 O,1.1.1 S") == ("1 1.1 1.1.1 2 2.1 2.2 2.2.1")


def test_axes_that_changed_places() -> None:
    assert numbered("2 X,2.1 O,1 X,1.1 O") == "1 1.1 2 2.1"


def test_a_part_of_a_programme_keeps_its_first_axis() -> None:
    assert numbered("2 X,2.1 O,3 X") == "2 2.1 3"


def test_an_axis_without_its_code_is_known_by_its_rows() -> None:
    assert numbered(". X,1.1 O,2 X,2.1 O") == "1 1.1 2 2.1"


def test_a_level_that_is_left_out_stays_0() -> None:
    assert numbered("3 X,3.0.1 S,3.0.2 S,. S,3.2 O,3.2.1 S") == "3 3.0.1 3.0.2 3.0.3 3.1 3.1.1"


def test_counts_that_begin_with_0_do_so_after() -> None:
    assert numbered("0 X,0.0 O,0.1 O,1 X,1.0 O,. O,1.1 O") == "0 0.0 0.1 1 1.0 1.1 1.2"
    assert numbered("3 X,3.0 O,3.0.1 S,3.2 O,4 X,4.1 O") == "3 3.0 3.0.1 3.1 4 4.1"


def test_the_slips_of_actions() -> None:
    for slip in ("1.13", "1.1", "3.1.1", ".", "1.1.1"):
        assert numbered(f"1 X,1.1 O,1.1.1 S,1.1.2 S,1.1.3 S,{slip} A,1.2 O") == (
            "1 1.1 1.1.1 1.1.2 1.1.3 1.1.3 1.2"
        )


def test_a_heading_with_another_s_code() -> None:
    assert numbered("1 X,1.1 O,1.1.1 S,1.1.1 A,1.1.1 S,1.1.2 A,1.1.3 S") == (
        "1 1.1 1.1.1 1.1.1 1.1.2 1.1.2 1.1.3"
    )


def test_without_types_the_first_row_of_a_code_is_its_heading() -> None:
    rows: list[Row] = [(c, "L", "") for c in ("1", "1.1", "1.1", "1.3", "1.3", "2", "2.1", "2.1")]
    programme = programme_of(rows, typed=False)
    codes = new_codes(programme, renumber(programme))
    assert codes == ["1", "1.1", "1.1", "1.2", "1.2", "2", "2.1", "2.1"]


def test_a_programme_with_codes_on_headings_alone_keeps_it_so() -> None:
    rows: list[Row] = [(c, "L", "") for c in ("1", "1.1", "", "", "1.3", "", "2")]
    programme = programme_of(rows, typed=False)
    found = renumber(programme)
    assert [(change.old, change.new) for change in found.changed] == [("1.3", (1, 2))]
    assert new_codes(programme, found) == ["1", "1.1", "", "", "1.2", "", "2"]


# What is refused


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1 X,1.1 O,1;1;1 S", "unread"),
        ("1 X,1.1 O,. -", "missing"),
        ("1 X,1.1 O,1.1.1 S,1.1.1.1 A", "deep"),
        ("1 X,1.1 O,1.1.1 O", "level"),
        (". A,1 X", "heading"),
        ("1.1 O,1.1.1 S", "parent"),
        ("2 X,2.1 O,2.2.1 S,2.2.2 S,2.3 O", "parent"),
        ("1 X,1.1 O,2.1 O", "parent"),
        ("11 X,1.1 O,2 X,2.1 O", "parent"),
        ("1 X,. S", "between"),
        ("1 X,1.1 O,1.1.1 S,1.1.1 A,1.1.2 A,1.1.3 S", "lost"),
        ("1 X,1.1 O,1.1.1 S,1.1.2 A,1.1.2 A", "lost"),
        ("1 X,1.1 O,1.1.1 S,1.2 A,1.2.1 S", "lost"),
        ("1 X,1.1 O,1.0 O,2 X,2.1 O", "zero"),
        ("1 X,1.0.1 S,1.0 O", "zero"),
    ],
)
def test_what_is_not_known_is_refused(text: str, kind: str) -> None:
    assert kind in kinds(letters(text))


def test_a_missing_parent_is_named_once() -> None:
    rows = letters("2 X,2.1 O,2.2.1 S,2.2.2 S,2.3 O")
    assert kinds(rows) == ["parent"]
    assert renumber(programme_of(rows)).obstacles[0].detail == "2.2"


def test_numbers_and_dates_in_cells_are_refused() -> None:
    assert kinds([("1", "L", "Axe"), (1.1, "L", "Objectif")]) == ["converted"]


def test_a_type_that_is_none_is_refused() -> None:
    assert kinds([("1", "L", "Axe"), ("1.1", "L", "Objectiv")]) == ["type"]


@pytest.mark.parametrize(
    ("codes", "kind"),
    [
        (["1", "1.1", "1.2", "1.2", "1.4", "2", "2.1"], "repeated"),
        (["1", "1.1", "12", "1.3", "2", "2.1"], "elsewhere"),
        (["1", "1.1", "1.1", ""], "missing"),
        (["", ""], "missing"),
        (["1", "1.1", "1.1.1", "1.1.1.1"], "deep"),
    ],
)
def test_what_is_refused_without_types(codes: list[str], kind: str) -> None:
    assert kind in kinds([(code, "L", "") for code in codes], typed=False)


# Properties


@dataclass
class Node:
    level: int
    code: str = ""
    actions: int = 0
    children: list[Node] = field(default_factory=list)

    def rows(self) -> Iterator[Row]:
        yield self.code, "L", LEVELS[self.level - 1]
        for _ in range(self.actions):
            yield self.code, "L", ACTION
        for child in self.children:
            yield from child.rows()

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            yield from child.walk()

    def number(self, code: str) -> None:
        self.code = code
        for n, child in enumerate(self.children, 1):
            child.number(f"{code}.{n}")


def nodes(level: int) -> st.SearchStrategy[Node]:
    below = st.just([]) if level == 3 else st.lists(nodes(level + 1), max_size=3)
    return st.builds(Node, st.just(level), actions=st.integers(0, 2), children=below)


@st.composite
def right_programmes(draw: st.DrawFn) -> list[Node]:
    axes = draw(st.lists(nodes(1), min_size=1, max_size=3))
    first = draw(st.sampled_from([1, 1, 2]))
    for n, axis in enumerate(axes, first):
        axis.number(str(n))
    return axes


def rows_of(axes: list[Node]) -> list[Row]:
    return [row for axis in axes for row in axis.rows()]


@given(right_programmes(), st.booleans())
def test_a_right_programme_stays_as_it_is(axes: list[Node], typed: bool) -> None:
    found = renumber(programme_of(rows_of(axes), typed=typed))
    assert not found.edits
    assert not found.obstacles or not typed


def rearranged(draw: st.DrawFn, axes: list[Node]) -> None:
    """A block is moved under another heading of its level, deleted, or a new one put in."""
    root = Node(0, children=axes)
    parents = [one for one in root.walk() if one.level < 3]
    parent = draw(st.sampled_from(parents))
    action = draw(st.sampled_from(["move", "delete", "insert"]))
    if action == "insert":
        new = Node(parent.level + 1, actions=draw(st.integers(0, 2)))
        parent.children.insert(draw(st.integers(0, len(parent.children))), new)
        return
    if not parent.children or len(axes) == 1 == len(parent.children):
        return
    block = parent.children.pop(draw(st.integers(0, len(parent.children) - 1)))
    if action == "move":
        others = [one for one in root.walk() if one.level == block.level - 1]
        place = draw(st.sampled_from(others))
        place.children.insert(draw(st.integers(0, len(place.children))), block)


NOT_OF_THE_NUMBERS = {
    "NUM011",
    "NUM013",
    "NUM014",
}  # actions beside objectives, empty headings, Réf.


@given(right_programmes(), st.data())
def test_whole_blocks_move_come_and_go(axes: list[Node], data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 4))):
        rearranged(data.draw, axes)  # type: ignore[arg-type]
    rows = rows_of(axes)
    if not rows:
        return
    programme = programme_of(rows)
    found = renumber(programme)
    if found.obstacles:
        # A block was moved away from a heading that went: NUM004 stands there, nothing is done.
        left = {row[0] for row in rows}
        assert {one.kind for one in found.obstacles} == {"parent"}
        assert left.isdisjoint(one.detail for one in found.obstacles)
        return
    codes = new_codes(programme, found)
    first = int(codes[0])
    for n, axis in enumerate(axes, first):
        axis.number(str(n))
    assert codes == [row[0] for row in rows_of(axes)]
    after = programme_of([(code, *row[1:]) for code, row in zip(codes, rows, strict=True)])
    assert {d.rule for d in validate(after) if d.rule.startswith("NUM")} <= NOT_OF_THE_NUMBERS
    assert not renumber(after).edits


CODES = st.sampled_from(
    ["", "1", "2", "1.1", "1.2", "2.1", "1.1.1", "1.1.2", "2.1.1", "1.0", "1.0.1", "1.1.1.1", "x"]
)
ANY_ROWS = st.lists(
    st.tuples(CODES, st.just("L"), st.sampled_from(["", ACTION, *LEVELS])), max_size=12
)


@given(ANY_ROWS, st.booleans())
def test_whatever_stands_there_it_is_refused_or_right(rows: list[Row], typed: bool) -> None:
    programme = programme_of(rows, typed=typed)
    found = renumber(programme)
    if found.obstacles:
        assert not found.edits
        assert not found.codes
        return
    for change in found.changed:
        old = parse_code(change.old)
        is_action = change.entry.type == ACTION or not change.entry.type
        assert old is None or is_action or len(old) == len(change.new)
    codes = new_codes(programme, found)
    after = programme_of(
        [(code, *row[1:]) for code, row in zip(codes, rows, strict=True)], typed=typed
    )
    again = renumber(after)
    assert not again.obstacles
    assert not again.edits
    if typed and any(row[2] for row in rows):
        wrong = {d.rule for d in validate(after)}
        assert wrong.isdisjoint({f"NUM{n:03}" for n in (1, 2, 3, 5, 6, 7, 8, 10, 12)})
