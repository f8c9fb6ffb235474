"""Codes that follow the structure of the rows, and texts that follow the codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from motxl.a1 import to_a1
from motxl.programme.codes import Code
from motxl.programme.edits import Edit, ReplaceText, SetValue
from motxl.programme.levels import (
    Heading,
    Level,
    NumberingObstacle,
    Tree,
    levels_of,
    tree_of,
)
from motxl.programme.mentions import Mention, title_number
from motxl.programme.model import AXE, LABEL, Entry, Programme
from motxl.programme.scheme import Scheme
from motxl.programme.texts import Naming, grammar_of_programme, namings

TEXT_FORMAT = "@"


class CodeChange(NamedTuple):
    """A row that gets another code."""

    entry: Entry
    old: str
    """As the cell holds it; empty where there was none"""
    new: Code

    @property
    def written(self) -> str:
        """The new code as it is written."""
        return self.entry.scheme.write(self.new)


class TextChange(NamedTuple):
    """A place in a text that names a code, which is called otherwise now."""

    naming: Naming
    mention: Mention
    new: Code
    written: str
    """The new code as it is written"""

    @property
    def edit(self) -> ReplaceText:
        text = self.naming.text
        cell = to_a1(text.row, text.column)
        start, end = self.mention.start, self.mention.end
        return ReplaceText(text.sheet, cell, start, end, self.written)


WhyLeft = Literal["formula", "escapes", "duplicate", "doubtful", "unknown"]


class LeftText(NamedTuple):
    """A place in a text that names a code and is left as it is: computed; with escaped characters;
    two headings had that code; it may be another document's; no row has that code."""

    naming: Naming
    mention: Mention
    reason: WhyLeft


class Renumbering(NamedTuple):
    """What ``renumber`` would do; where there are obstacles, nothing."""

    obstacles: Sequence[NumberingObstacle] = ()
    codes: Mapping[int, Code] = {}
    """The code of each row, by its number; none for actions of a programme that gives them none"""
    changed: Sequence[CodeChange] = ()
    computed: Sequence[CodeChange] = ()
    """Rows whose code a formula computes: left as they are"""
    followed: Sequence[TextChange] = ()
    left: Sequence[LeftText] = ()
    edits: Sequence[Edit] = ()

    def without_computed(self, is_computed: Callable[[str, str], bool]) -> Renumbering:
        """A renumbering without the changes of cells (sheet, A1 cell) that a formula computes."""
        computed = [one for one in self.followed if is_computed(one.edit.sheet, one.edit.cell)]
        if not computed:
            return self
        gone = {one.edit for one in computed}
        left = (LeftText(one.naming, one.mention, "formula") for one in computed)
        return self._replace(
            followed=[one for one in self.followed if one.edit not in gone],
            left=[*self.left, *left],
            edits=[edit for edit in self.edits if edit not in gone],
        )


def renumber(programme: Programme) -> Renumbering:
    """Count the codes anew along the structure: the levels that Type gives, in the order of rows.

    Where a level cannot be known, or a row would come under a heading that it never had, nothing
    is numbered. A level that is left out stays 0 (``3.0.1``), and counts that begin with 0 do. The
    axes begin with the lowest number that they have, so that an extract may begin with any axis.
    """
    levels, obstacles = levels_of(programme)
    scheme = programme.scheme
    tree = tree_of(levels, scheme)
    # Each may only follow from what was found before it.
    obstacles = obstacles or tree.obstacles or _number(tree.root, scheme)
    if obstacles:
        return Renumbering(obstacles)
    headings = [one for one in tree.root.walk() if one is not tree.root]
    codes = {one.entry.row: one.new for one in headings if one.entry is not None}
    for level in levels:
        if level.level is None and _carries_code(level):
            codes[level.entry.row] = tree.above[level.entry.row].new
    changes = [*_changes(programme, codes)]
    computed = {row for row, column in programme.structure.formulas if column == AXE}
    changed = [one for one in changes if one.entry.row not in computed]
    followed, left = _texts(programme, tree, headings)
    return Renumbering(
        (),
        codes,
        changed,
        [one for one in changes if one.entry.row in computed],
        followed,
        left,
        [*(_edit(programme, one) for one in changed), *(one.edit for one in followed)],
    )


def _carries_code(action: Level) -> bool:
    """Whether an action is to carry the code of its heading: each that has one, and where Type says
    that it is an action those that lack it, but not where actions carry none."""
    if action.code is not None:
        return True
    return action.entry.level is not None and not action.entry.scheme.has_bare_rows


def _changes(programme: Programme, codes: Mapping[int, Code]) -> Iterator[CodeChange]:
    for entry in programme.entries:
        code = codes.get(entry.row)
        if code is None or entry.code_value == programme.scheme.write(code):
            continue
        # "Article premier" says 1, and is left as it is written.
        if entry.code != code or not isinstance(entry.code_value, str):
            yield CodeChange(entry, entry.text(AXE), code)


def _edit(programme: Programme, change: CodeChange) -> SetValue:
    cell = to_a1(change.entry.row, programme.columns[AXE])
    return SetValue(programme.sheet, cell, change.written, TEXT_FORMAT)


def _number(root: Heading, scheme: Scheme) -> list[NumberingObstacle]:
    """Give each heading its new code; what cannot be counted is returned."""
    through = {
        level: _lowest(root, level)
        for level, one in enumerate(scheme.headings, 1)
        if level > 1 and one.counting == "programme"
    }
    obstacles: list[NumberingObstacle] = []
    groups = [one for one in root.walk() if one.children]
    zeros: dict[int, list[bool]] = {}
    for parent in groups:
        if own := _own_numbers(parent):
            zeros.setdefault(parent.level, []).append(0 in own)
    for parent in groups:
        from_zero = zeros.get(parent.level, [False])
        level = parent.level + 1
        start = through.get(level) if level in through else _start(parent, all(from_zero))
        if start is None:
            first = next(one.entry for one in parent.children if one.entry and _ends_in_0(one))
            obstacles.append(NumberingObstacle("zero", first, first.code_text))
            continue
        for child in parent.children:
            if child.entry is None:
                child.new = (*parent.new, 0)
            else:
                child.new = (*parent.new, start)
                start += 1
        if level in through:
            through[level] = start
    return obstacles


def _lowest(root: Heading, level: int) -> int:
    """The number with which a level begins that counts through the whole programme: the lowest that
    it has, so that an extract may begin anywhere."""
    numbers = (one.code[-1] for one in root.walk() if one.level == level and one.code)
    return min(numbers, default=1)


def _own_numbers(parent: Heading) -> list[int]:
    """The last numbers of the headings under one, of those that were written as its own."""
    return [
        one.code[-1]
        for one in parent.children
        if one.entry and one.code and (parent.code is None or one.code[:-1] == parent.code)
    ]


def _ends_in_0(heading: Heading) -> bool:
    return heading.code is not None and heading.code[-1] == 0


def _start(parent: Heading, always_from_zero: bool) -> int | None:
    """The number with which the headings under one begin; ``None`` where that is not known."""
    if not parent.level:
        numbers = map(_axis_number, parent.children)
        return min((number for number in numbers if number is not None), default=1)
    own = _own_numbers(parent)
    real = [one for one in parent.children if one.entry is not None]
    left_out = len(real) < len(parent.children)
    if not own:
        return 0 if always_from_zero and not left_out else 1
    if 0 not in own:
        return 1
    is_first = _ends_in_0(real[0]) or always_from_zero
    return 0 if is_first and not left_out else None


def _axis_number(axis: Heading) -> int | None:
    """The number of an axis: its own or, where its code is missing, the one that most of what
    stands under it begins with."""
    if axis.code:
        return axis.code[0]
    below = Counter(one.code[0] for one in axis.walk() if one.code)
    return below.most_common(1)[0][0] if below else None


def _texts(
    programme: Programme, tree: Tree, headings: Sequence[Heading]
) -> tuple[list[TextChange], list[LeftText]]:
    """The places in texts that follow, and those that should and cannot, or that name nothing."""
    count = Counter(one.code for one in headings if one.code)
    new = {one.code: one.new for one in headings if one.code}
    heading_of = {one.entry.row: one for one in headings if one.entry is not None}
    known = {code[:length] for code in count for length in range(1, len(code) + 1)}
    axes = {code[0] for code in known}
    computed = {row for row, column in programme.structure.formulas if column == LABEL}
    grammar = grammar_of_programme(programme)
    followed: list[TextChange] = []
    left: list[LeftText] = []
    for naming in namings(programme):
        heading = heading_of.get(naming.entry.row) if naming.entry and naming.is_label else None
        title = title_number(naming.text.text, grammar) if heading is not None else None
        for mention in naming.mentions:
            code = mention.code
            due: Code | None = new.get(code, code)
            reason: WhyLeft | None = None
            if heading is not None and mention.start == title and len(code) == heading.level:
                if heading.code not in {None, code}:
                    continue  # the title of an axis with another number: NUM009
                due = heading.new
            elif code not in known:
                if mention.certainty == "sure" or (
                    mention.certainty == "likely" and grammar.is_plain(code) and code[0] in axes
                ):
                    left.append(LeftText(naming, mention, "unknown"))
                continue
            elif count[code] > 1:
                reason = "duplicate"
            elif due == code:
                continue
            elif mention.certainty == "doubtful":
                reason = "doubtful"
            if due == code and reason is None:
                continue
            if reason is None and naming.is_label and naming.text.row in computed:
                reason = "formula"
            if reason is None and not naming.is_exact:
                reason = "escapes"
            if reason is None and due is not None:
                followed.append(TextChange(naming, mention, due, programme.scheme.write(due)))
            elif reason is not None:
                left.append(LeftText(naming, mention, reason))
    return followed, left


def recoded(
    programme: Programme, codes: Mapping[int, Code], renamed: Mapping[Code, Code]
) -> Iterator[Edit]:
    """Edits that give the rows (by number) their ``codes`` and put ``renamed`` into the texts."""
    yield from (_edit(programme, change) for change in _changes(programme, codes))
    computed = {row for row, column in programme.structure.formulas if column == LABEL}
    for naming in namings(programme):
        if not naming.is_exact or (naming.is_label and naming.text.row in computed):
            continue
        for mention in naming.mentions:
            code = renamed.get(mention.code, mention.code)
            if code != mention.code and mention.certainty != "doubtful":
                yield TextChange(naming, mention, code, programme.scheme.write(code)).edit


__all__ = ["Renumbering", "recoded", "renumber"]
