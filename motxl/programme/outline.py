"""The tree that the codes make, worked out once and shared by the rules of the numbering."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from motxl.programme.codes import Code
from motxl.programme.evidence import Evidence
from motxl.programme.model import TYPE, Entry, Programme
from motxl.programme.sequences import heaviest_ascending, longest_ascending
from motxl.programme.shape import shape_of
from motxl.programme.sorting import restored, sorted_by

# Fewer objectives with nothing under them may as well be waiting for what they announce.
_FEWEST_OF_TWO = 3
# Beside one row that says otherwise.
_FEWEST_FOR_A_SLIP = 10


class Block(NamedTuple):
    """Entries with one code that stand together: as a rule a heading and its actions."""

    code: Code
    entries: list[Entry]


class Outline:
    """The entries in the programme's order, cut into blocks, with what stands under what.

    An entry takes part with the code that it must have (``evidence``), so that one bad cell is one
    finding; where nothing says it, with what is written, or it is left out.
    """

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.scheme = programme.scheme
        self.entries: Sequence[Entry] = programme.entries
        self.shape = shape_of(programme)
        if self.is_sorted_otherwise:
            self.entries = restored(programme.entries)

    @property
    def is_sorted_otherwise(self) -> bool:
        """Whether the rows were sorted by something else than Ordre."""
        return self.sorted_by is not None

    @cached_property
    def sorted_by(self) -> str | None:
        """The column that the rows were sorted by instead of Ordre; empty where none is seen."""
        return sorted_by(self.programme.entries, self.programme.columns)

    @cached_property
    def evidence(self) -> Evidence:
        """What the workbook says of each row's code."""
        return Evidence(self.programme, self.entries)

    @property
    def codes(self) -> dict[int, Code]:
        """The code of each entry, by its row: as written, or as it is meant."""
        return self.evidence.codes

    @cached_property
    def blocks(self) -> list[Block]:
        blocks: list[Block] = []
        codes, above, together = self.codes, None, []
        most = self.scheme.depth
        for entry in self.entries:
            code = codes.get(entry.row)
            if code is None:
                continue
            code = code[:most]  # what is deeper belongs there: NUM010 says so
            if code == above:
                together.append(entry)
            else:
                above, together = code, [entry]
                blocks.append(Block(above, together))
        return blocks

    @cached_property
    def _kept(self) -> frozenset[int]:
        """Indices of the blocks that stand where they should: as many rows as can stay."""
        codes = [block.code for block in self.blocks]
        if all(a < b for a, b in pairwise(codes)):
            return frozenset(range(len(codes)))
        seen: set[Code] = set()
        weights: list[int] = []
        for block in self.blocks:
            # Of as many rows, those that came first stay.
            weights.append(2 * len(block.entries) + (block.code not in seen))
            seen.add(block.code)
        return frozenset(heaviest_ascending(codes, weights))

    @cached_property
    def first_blocks(self) -> dict[Code, Block]:
        """The first block of each code, one in its place before one that is not."""
        first: dict[Code, Block] = {}
        kept = self._kept
        for index, block in enumerate(self.blocks):
            if index in kept:
                first.setdefault(block.code, block)
        for block in self.blocks:
            first.setdefault(block.code, block)
        return first

    @cached_property
    def kept_blocks(self) -> dict[Code, list[Block]]:
        """The blocks that stand where they should, by code, codes ascending."""
        found: dict[Code, list[Block]] = {}
        for index in sorted(self._kept):
            found.setdefault(self.blocks[index].code, []).append(self.blocks[index])
        return found

    @cached_property
    def misplaced(self) -> list[list[Block]]:
        """Blocks that do not, those that follow one another and belong to one place together."""
        groups: list[list[Block]] = []
        for index, block in enumerate(self.blocks):
            if index in self._kept:
                continue
            last = groups[-1][-1] if groups else None
            goes_on = (
                last is not None
                and index > 0
                and self.blocks[index - 1] is last
                and last.code < block.code
                and not {last.code, block.code} & self.kept_blocks.keys()
                and self._place(last.code) == self._place(block.code)
            )
            if goes_on:
                groups[-1].append(block)
            else:
                groups.append([block])
        return groups

    def _place(self, code: Code) -> int:
        """How many codes of kept blocks come before one."""
        return bisect_left(self._kept_codes, code)

    @cached_property
    def _kept_codes(self) -> list[Code]:
        return list(self.kept_blocks)

    def following(self, code: Code) -> tuple[Block, bool]:
        """The kept block beside which rows of a code belong, and whether they come before it."""
        codes = self._kept_codes
        place = self._place(code)
        if place < len(codes):
            return self.kept_blocks[codes[place]][0], True
        return self.kept_blocks[codes[-1]][-1], False

    @cached_property
    def nodes(self) -> frozenset[Code]:
        """Every code of the tree, also parents that only their children imply."""
        return frozenset(
            code[:length] for code in self.first_blocks for length in range(1, len(code) + 1)
        )

    @cached_property
    def children(self) -> dict[Code, list[Code]]:
        """The children of each code, in their own order; the axes stand under ``()``."""
        children: dict[Code, list[Code]] = {}
        for code in sorted(self.nodes):
            children.setdefault(code[:-1], []).append(code)
        return children

    @cached_property
    def counts(self) -> list[tuple[list[Code], bool]]:
        """The codes that count on from one to the next, in their order, and whether they begin
        anew, with 1: those under one heading, or all of a level that counts through the whole
        programme."""
        found: list[tuple[list[Code], bool]] = []
        through = self._through
        for parent, siblings in self.children.items():
            if len(parent) + 1 not in through:
                found.append((siblings, bool(parent)))
        wrong = set(self.backwards)
        for codes in through.values():
            kept = [code for code in codes if code not in wrong]
            found.append((kept, False))
        return [one for one in found if one[0]]

    @cached_property
    def _through(self) -> dict[int, list[Code]]:
        """By the number of parts of the code, the codes below the first level whose numbers go on
        through the whole programme."""
        depths = [
            depth
            for depth, level in enumerate(self.scheme.headings, 1)
            if depth > 1 and level.counting == "programme"
        ]
        nodes = [code for code in sorted(self.nodes) if not self.scheme.is_left_out(code)]
        return {depth: [code for code in nodes if len(code) == depth] for depth in depths}

    @cached_property
    def backwards(self) -> list[Code]:
        """The codes whose number does not go on from those under the headings before, as it should
        where a level counts through the whole programme."""
        found: list[Code] = []
        for codes in self._through.values():
            kept = set(longest_ascending([code[-1] for code in codes]))
            found += (code for at, code in enumerate(codes) if at not in kept)
        return found

    def first_entry(self, code: Code) -> Entry | None:
        """The first row of a code or, where it has none, of what stands under it."""
        block = self.first_blocks.get(code)
        if block is not None:
            return block.entries[0]
        return self._first_below.get(code)

    @cached_property
    def _first_below(self) -> dict[Code, Entry]:
        below: dict[Code, Entry] = {}
        for block in self.blocks:
            for length in range(1, len(block.code)):
                below.setdefault(block.code[:length], block.entries[0])
        return below

    @cached_property
    def headings(self) -> dict[int, Entry]:
        """The headings, by row. Where there is no Type, a code's first row is its heading."""
        found: dict[int, Entry] = {}
        typed = self.programme.has(TYPE)
        for block in self.first_blocks.values():
            if not typed or block.entries[0].type is None:
                found[block.entries[0].row] = block.entries[0]
        if typed:
            found.update({e.row: e for e in self.entries if e.level})
        return found

    def is_heading(self, entry: Entry) -> bool:
        return entry.row in self.headings

    def expected_type(self, entry: Entry) -> str | None:
        """What the Type of a row can only be, given its code and where it stands."""
        code, leaf = self.codes.get(entry.row), self.scheme.leaf
        if code is None or not self.scheme.is_within(code):
            return None
        others = [e for e in self.typed_headings.get(code, ()) if e is not entry]
        leads = self.first_blocks[code].entries[0] is entry or bool(entry.level)
        if leads and not others:
            return self.scheme.headings[len(code) - 1].name
        return leaf.name if leaf is not None else None

    def is_below_a_second(self, code: Code) -> bool:
        """Whether a heading above is there twice, and the code does not hold the heading's: the
        rows under the second one seem to be those of the first."""
        levels = self.scheme.headings
        return any(
            len(self.typed_headings.get(code[:depth], ())) > 1
            and any(level.separator is None for level in levels[depth : len(code)])
            for depth in range(1, len(code))
        )

    @cached_property
    def typed_headings(self) -> dict[Code, list[Entry]]:
        """The rows of each code that are headings, by Type or as no code there is an action's, in
        the order of the rows."""
        found: dict[Code, list[Entry]] = {}
        codes, alone = self.codes, self.evidence.standing_alone
        for entry in self.entries:
            if entry.level or entry.row in alone:
                code = codes.get(entry.row)
                if code is not None:
                    found.setdefault(code, []).append(entry)
        return found

    @property
    def has_headings_twice(self) -> bool:
        """Whether two headings have one code."""
        return any(len(entries) > 1 for entries in self.typed_headings.values())

    def actions(self, code: Code) -> list[Entry]:
        """The actions that carry a code, wherever they stand."""
        return self._actions.get(code, [])

    @cached_property
    def depth_of_the_work(self) -> int:
        """The level whose headings may stand alone, and are then the work itself: the last, or
        where no scheme is given the second in a programme that has no more than headings."""
        if not self.scheme.is_usual:
            return self.scheme.work_depth
        depths = Counter(map(len, self.first_blocks))
        slips = depths[self.scheme.depth] + sum(map(len, self._actions.values()))
        has_two = depths[2] >= max(_FEWEST_OF_TWO, slips * _FEWEST_FOR_A_SLIP)
        return 2 if has_two else self.scheme.depth

    @cached_property
    def _actions(self) -> dict[Code, list[Entry]]:
        actions: dict[Code, list[Entry]] = {}
        typed, headings = self.programme.has(TYPE), self.headings
        for block in self.blocks:
            lacks_heading = typed and block.code not in self.typed_headings
            for entry in block.entries:
                # The first row of a code without a heading is no action for sure: NUM016 asks.
                if entry.row not in headings and not (
                    lacks_heading and self.first_blocks[block.code].entries[0] is entry
                ):
                    actions.setdefault(block.code, []).append(entry)
        return actions
