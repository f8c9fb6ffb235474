"""On what level each row of a programme stands, and what keeps that from being known.

The column Type says the level. Where a programme has none, the first row of a code is its heading,
of the level of its code, and the rows after it are its actions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal, NamedTuple

from motxl.programme.codes import Code
from motxl.programme.model import AXE, TYPE, Entry, Programme
from motxl.programme.scheme import MOT, Scheme

ObstacleKind = Literal[
    "unread",  # NUM001
    "converted",  # NUM002
    "missing",  # NUM003, and no Type
    "deep",  # NUM010
    "type",  # a Type that is none
    "level",  # Type and code say two levels
    "heading",  # an action above all headings
    "parent",  # NUM004
    "between",  # a Sous-objectif under an Axe
    "elsewhere",  # no Type, and under another heading than its code says
    "lost",  # an action whose heading is gone
    "repeated",  # no Type, and a code that is another's, or an action's
    "zero",  # a 0 that is not the first
]


class NumberingObstacle(NamedTuple):
    """What keeps a row from being numbered."""

    kind: ObstacleKind
    entry: Entry
    detail: str = ""
    """What the cell holds, or which heading is missing"""


class Level(NamedTuple):
    """A row, its level as a heading (from 1; ``None`` for an action), and the code that it has."""

    entry: Entry
    level: int | None
    code: Code | None


def levels_of(programme: Programme) -> tuple[list[Level], list[NumberingObstacle]]:
    """The level of each row that can be known, and what is in the way of the others."""
    if programme.has(TYPE) and any(entry.level is not None for entry in programme.entries):
        return _as_typed(programme)
    return _as_coded(programme)


def _as_typed(programme: Programme) -> tuple[list[Level], list[NumberingObstacle]]:
    levels: list[Level] = []
    obstacles: list[NumberingObstacle] = []
    seen = {entry.written_code for entry in programme.entries if entry.level}
    for entry in programme.entries:
        code = entry.written_code
        level: int | None = None
        obstacle = _of_cell(entry, code)
        if obstacle is None and entry.level:
            level = entry.level
            if code is not None and len(code) != level:
                obstacle = NumberingObstacle("level", entry, entry.type or "")
        elif obstacle is None and entry.level is None:
            if entry.text(TYPE):
                obstacle = NumberingObstacle("type", entry, entry.text(TYPE))
            elif code is None:
                obstacle = NumberingObstacle("missing", entry)
            elif code not in seen:
                level = len(code)
                seen.add(code)
        if obstacle is not None:
            obstacles.append(obstacle)
        else:
            levels.append(Level(entry, level, code))
    return levels, obstacles


def _as_coded(programme: Programme) -> tuple[list[Level], list[NumberingObstacle]]:
    levels: list[Level] = []
    obstacles: list[NumberingObstacle] = []
    coded = [(entry, entry.written_code) for entry in programme.entries]
    count = Counter(code for _entry, code in coded if code is not None)
    repeated = sum(number > 1 for number in count.values())
    # Where hardly any code is another row's, too, actions do not share that of their heading; rows
    # without a code are the actions, then.
    scheme = programme.scheme
    shares = 3 * repeated >= len(count) if scheme.is_usual else scheme.has_shared_codes
    has_bare = not (repeated or not count) if scheme.is_usual else scheme.has_bare_rows
    seen: set[Code] = set()
    for entry, code in coded:
        obstacle = _of_cell(entry, code)
        if obstacle is None and code is None and not has_bare:
            obstacle = NumberingObstacle("missing", entry)
        if obstacle is None and code in seen and not shares:
            obstacle = NumberingObstacle("repeated", entry, entry.code_text)
        if obstacle is not None:
            obstacles.append(obstacle)
            continue
        levels.append(Level(entry, len(code) if code and code not in seen else None, code))
        if code is not None:
            seen.add(code)
    return levels, obstacles


def scheme_to_make(programme: Programme) -> Scheme:
    """How a workbook that is made of a programme counts. Where each of its rows has a code, and
    hardly any has that of another row, actions that carry their heading's code are none of its
    levels: one that does is a slip, and is to be told as it is in the source."""
    scheme = programme.scheme
    if scheme != MOT or programme.has(TYPE):
        return scheme
    count = Counter(code for e in programme.entries if (code := e.written_code) is not None)
    repeated = sum(number - 1 for number in count.values())
    bare = sum(not entry.text(AXE) for entry in programme.entries)
    if max(repeated, bare) * _HARDLY <= len(count):
        return Scheme(MOT.levels[:-1])
    return scheme


_HARDLY = 10


def _of_cell(entry: Entry, code: Code | None) -> NumberingObstacle | None:
    """What is wrong with a code by itself."""
    value = entry.code_value
    if value is not None and not isinstance(value, str):
        return NumberingObstacle("converted", entry, str(value))
    if code is None:
        return (
            NumberingObstacle("unread", entry, entry.code_text) if entry.code_text.strip() else None
        )
    deep = NumberingObstacle("deep", entry, entry.scheme.write(code))
    return None if entry.scheme.is_within(code) else deep


class Heading:
    """A place in the tree: a heading, or (``entry`` is ``None``) the 0 of ``3.0.1`` that stands
    for an objective which is left out."""

    __slots__ = ("children", "code", "entry", "level", "new", "parent")

    def __init__(self, entry: Entry | None, code: Code | None, parent: Heading | None) -> None:
        self.entry = entry
        self.code = code
        self.parent = parent
        self.children: list[Heading] = []
        self.level: int = parent.level + 1 if parent else 0
        self.new: Code = ()
        if parent is not None:
            parent.children.append(self)

    def walk(self) -> Iterator[Heading]:
        """It and all that stands under it, in the order of the rows."""
        yield self
        for child in self.children:
            yield from child.walk()


class Tree(NamedTuple):
    """The headings, and under which of them each action stands (by its row)."""

    root: Heading
    above: dict[int, Heading]
    obstacles: list[NumberingObstacle]


def tree_of(levels: list[Level], scheme: Scheme) -> Tree:
    """The tree that the levels of the rows make. No row is put under another heading than the one
    that its code names, unless the named one is there too: it was moved, then, or it slipped."""
    headings = Counter(one.code for one in levels if one.level is not None and one.code)
    root = current = Heading(None, (), None)
    above: dict[int, Heading] = {}
    obstacles: list[NumberingObstacle] = []
    missing: set[str] = set()
    following = _following_codes(levels)
    for one in levels:
        if one.level is None:
            if current is root:
                obstacles.append(NumberingObstacle("heading", one.entry))
            elif _is_lost(one, current, following[one.entry.row], headings):
                obstacles.append(NumberingObstacle("lost", one.entry, one.entry.code_text))
            above[one.entry.row] = current
            continue
        while current.level >= one.level and current.parent is not None:
            current = current.parent
        while one.code and current.level + 1 < one.level and _left_out(one.code, current):
            current = Heading(None, one.code[: current.level + 1], current)
        obstacle = _of_place(one, current, headings, scheme)
        if obstacle is not None and obstacle.detail not in missing:
            obstacles.append(obstacle)
            if obstacle.kind == "parent":
                missing.add(obstacle.detail)
        while current.level + 1 < one.level:
            current = Heading(None, None, current)
        current = Heading(one.entry, one.code, current)
    gone = {one.detail for one in obstacles if one.kind == "lost"}
    obstacles = [one for one in obstacles if one.kind != "parent" or one.detail not in gone]
    return Tree(root, above, obstacles)


def _left_out(code: Code, above: Heading) -> bool:
    """Whether a code says by a 0 that there is nothing on the level below a heading: ``3.0.1``."""
    same = above.code is None or code[: above.level] == above.code
    return same and code[above.level] == 0


def _of_place(
    one: Level, parent: Heading, headings: Counter[Code], scheme: Scheme
) -> NumberingObstacle | None:
    assert one.level is not None
    named = one.code[:-1] if one.code else ()
    if parent.level + 1 < one.level:
        if one.code and not all(headings[named[:n]] for n in range(1, one.level)):
            gone = next(named[:n] for n in range(1, one.level) if not headings[named[:n]])
            return NumberingObstacle("parent", one.entry, scheme.write(gone))
        return NumberingObstacle("between", one.entry, scheme.headings[one.level - 2].name)
    if not named or parent.code is None or named == parent.code:
        return None
    if not headings[named]:
        return NumberingObstacle("parent", one.entry, scheme.write(named))
    if one.entry.level is not None:
        return None  # it says that it is a heading, wherever it stands
    return NumberingObstacle("elsewhere", one.entry, one.entry.code_text)


def _following_codes(levels: list[Level]) -> dict[int, Code | None]:
    """For each row, the code of the next heading."""
    found: dict[int, Code | None] = {}
    following: Code | None = None
    for one in reversed(levels):
        found[one.entry.row] = following
        if one.level is not None:
            following = one.code or following
    return found


def _is_lost(one: Level, heading: Heading, following: Code | None, headings: Counter[Code]) -> bool:
    """Whether an action stands where its own heading would: that one was deleted, or made an
    action. Where the heading above has another's code, that is what slipped."""
    if one.code is None or headings[one.code] or heading.code is None:
        return False
    if headings[heading.code] > 1:
        return False
    return heading.code < one.code and (following is None or one.code < following)
