"""Whom the rows of a Réf. or a code concern: “whom do we invite?”."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.programme.answers import answers_of
from motxl.programme.common_part import CommonPart, common_part_of, goes_along
from motxl.programme.relevance import Relevance
from motxl.text.normalise import normalise

if TYPE_CHECKING:
    from pandas import DataFrame

    from motxl.book.protocol import Book
    from motxl.programme.model import Entry
    from motxl.programme.registers import MemberAnswer
    from motxl.programme.relevance import Concerned


class Row(NamedTuple):
    """A row, and the members whom it concerns."""

    entry: Entry
    scope: str
    """``Tous`` or ``Ciblée``, its own or that of a heading above"""
    members: tuple[Concerned, ...]
    """Those whom it concerns directly have reasons; those for whom it is as for everyone, none"""
    perhaps: int
    """How many more members it may concern: of these that is in doubt"""
    answers: Mapping[int, tuple[MemberAnswer, ...]] = {}
    """What members answered to it, by the rows of the members"""

    @property
    def direct(self) -> list[Concerned]:
        return [one for one in self.members if one.reasons]


class Who(NamedTuple):
    """The rows that were asked for, in the order of the programme."""

    rows: tuple[Row, ...]
    relevance: Relevance
    """Where the reasons come from"""
    part: CommonPart | None
    """How much of the actions for everyone extracts hold; ``None`` where it cannot be read"""

    @property
    def left_out(self) -> list[Row]:
        """Those that are not in the extracts of all whom they concern, or of which nobody knows."""
        outline, part = self.relevance.outline, self.part
        return [
            row
            for row in self.rows
            if len(row.members) > len(row.direct)
            and (part is None or not goes_along(row.entry, part, outline))
        ]

    def __repr__(self) -> str:
        told = (f"{row.entry.ref or row.entry.code_text}: {len(row.members)}" for row in self.rows)
        return f"Who({', '.join(told)})"

    def to_frame(self) -> DataFrame:
        """A line per row and member: ref, code, key, name, and the kinds of reasons."""
        import pandas

        columns = ("ref", "code", "key", "name", "reasons")
        lines = [
            (row.entry.ref, row.entry.code_text, one.member.key, one.member.name,
             tuple(reason.kind for reason in one.reasons))
            for row in self.rows
            for one in row.members
        ]  # fmt: skip
        return pandas.DataFrame(lines, columns=list(columns))


def who(book: Book, path: Path, ref: str) -> Who:
    """Say whom the row of a Réf., or the work under a code, concerns. Raises ``MotxlError`` where
    ``path``, as the workbook is called, has neither."""
    relevance = Relevance(book.programme)
    given = answers_of(book.programme.registers)
    entries = _entries(relevance, ref)
    if not entries:
        raise MotxlError(
            _("{path} has no row with the Réf. or the code {ref}.").format(path=path, ref=ref)
        )
    rows = (
        Row(
            entry,
            relevance.scopes[entry.row],
            tuple(relevance.members_concerned(entry)),
            len(relevance.in_doubt.get(entry.row, ())),
            {
                row: own
                for row, answers in given.items()
                if entry.ref and (own := tuple(one for one in answers if one.ref == entry.ref))
            },
        )
        for entry in entries
    )
    part = None
    with suppress(MotxlError):  # whom a row concerns does not hang on it
        part = common_part_of(book.programme)
    return Who(tuple(rows), relevance, part)


def _entries(relevance: Relevance, ref: str) -> list[Entry]:
    wanted = normalise(ref)
    known = relevance.scopes
    entries = relevance.programme.entries
    found = [one for one in entries if normalise(one.ref) == wanted and one.row in known]
    code = relevance.programme.scheme.read(ref.strip())
    if found or code is None:
        return found
    codes = relevance.outline.codes
    return [one for one in relevance.work if codes.get(one.row, ())[: len(code)] == code]
