"""Programmes numbered by any scheme: drawn at random, or from rows that a test gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from motxl.programme.codes import Code
from motxl.programme.model import AXE, LABEL, TYPE, Programme
from motxl.programme.rows import sort_rows
from motxl.programme.scheme import NUMBERINGS, Counting, Numbering, Scheme, SchemeLevel
from motxl.validation.diagnostics import Diagnostic
from motxl.validation.engine import validate
from motxl.validation.rules import CODES

NUMBERED: tuple[Numbering, ...] = NUMBERINGS[:-1]
COUNTINGS: tuple[Counting, ...] = ("parent", "parent", "programme")
RULES = [code for code in CODES if code.startswith("NUM") and code != "NUM014"]
"""What reads codes; NUM014 is of the Réf."""


@dataclass(frozen=True)
class Line:
    """A row: its code as a whole, what the cell holds, and its Type."""

    code: Code
    written: str
    kind: str
    is_heading: bool


def programme_of(scheme: Scheme, rows: Sequence[Sequence[str]]) -> Programme:
    """A programme with these rows, from row 2 on: code, label, and perhaps Type."""
    names = (AXE, LABEL, TYPE)[: len(rows[0])]
    columns = {name: number for number, name in enumerate(names, 1)}
    cells = ((number, list(row)) for number, row in enumerate(rows, 2))
    entries = sort_rows(cells, columns, lambda _row: None, scheme).entries
    return Programme("Programme", columns, entries, table="tblProgramme", scheme=scheme)


def of_lines(scheme: Scheme, lines: Sequence[Line], *, typed: bool) -> Programme:
    rows = [
        (line.written, f"Texte {number}", line.kind)[: 3 if typed else 2]
        for number, line in enumerate(lines)
    ]
    return programme_of(scheme, rows)


def found_in(programme: Programme) -> list[Diagnostic]:
    """What the rules of the numbering find that is more than a remark."""
    return [one for one in validate(programme, RULES) if one.severity.name != "INFO"]


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    """Of one to eight levels that count in anything, with rows below that share their code, with
    rows that have none, or with neither."""
    levels = []
    for depth in range(draw(st.integers(1, 8))):
        separator = draw(st.sampled_from([".", "-", "/", " ", "", None])) if depth else "."
        prefix = draw(st.sampled_from(["", "", "WP", f"Niveau {depth} "]))
        if separator is None:  # told apart by what stands before
            prefix = f"{'KLMNOPQR'[depth]}{depth}#"
        counting = draw(st.sampled_from(COUNTINGS))
        numbering = draw(st.sampled_from(NUMBERED))
        levels.append(SchemeLevel(f"Rang {depth}", numbering, prefix, separator, counting))
    below: Counting | None = draw(st.sampled_from((None, "heading", "parent")))
    if below is not None and len(levels) < 8:
        levels.append(SchemeLevel("Ligne", "—", counting=below))
    return Scheme(tuple(levels))


@st.composite
def lines(draw: st.DrawFn, scheme: Scheme) -> list[Line]:
    """The rows of a programme that is right."""
    through = dict.fromkeys(range(1, scheme.depth + 1), 0)

    def below(parent: Code, most: int) -> Iterator[Line]:
        depth = len(parent) + 1
        for number in range(1, draw(st.integers(0 if parent else 4, most)) + 1):
            through[depth] += 1
            level = scheme.headings[depth - 1]
            own = through[depth] if level.counting == "programme" else number
            code = (*parent, own)
            yield Line(code, scheme.write(code), level.name, True)
            if scheme.leaf is not None:
                written = scheme.write(code) if scheme.has_shared_codes else ""
                row = Line(code, written, scheme.leaf.name, False)
                yield from [row] * draw(st.integers(0, 2))
            if depth < scheme.depth:
                yield from below(code, 4 if depth < 3 else 2)

    return list(below((), 6))[:80]


def siblings(found: Sequence[Line]) -> list[tuple[int, int]]:
    """Places of two headings that stand under one, the second right after the first in counting,
    both without headings below, and with another one after them."""
    parents = {line.code[:-1] for line in found if line.is_heading}
    place = {line.code: at for at, line in enumerate(found) if line.is_heading}
    pairs = []
    for code, at in place.items():
        following = (*code[:-1], code[-1] + 1)
        third = (*code[:-1], code[-1] + 2)
        if {following, third} <= place.keys() and not {code, following} & parents:
            pairs.append((at, place[following]))
    return pairs


def with_codes(found: Sequence[Line], scheme: Scheme, codes: dict[int, Code]) -> list[Line]:
    """The lines, some of them with other codes, by their places; rows that share the code of the
    heading above are changed with it."""
    changed, above = [], None
    for at, line in enumerate(found):
        code = codes.get(at, None if line.is_heading else above)
        above = codes.get(at) if line.is_heading else above
        written = line.written if code is None or not line.written else scheme.write(code)
        changed.append(replace(line, written=written))
    return changed
