"""Where in a workbook a programme seems to be, as values: what was found, why, and what was left
aside. Rows and columns are 1-based, as Excel shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import NamedTuple

from motxl.a1 import column_letters
from motxl.programme.cellvalue import CellValue
from motxl.programme.codeplace import CodePlace
from motxl.programme.model import AXE, LABEL
from motxl.programme.recognising import Recognised
from motxl.programme.scheme import Scheme


class SheetGrid(NamedTuple):
    """What a sheet shows."""

    name: str
    rows: Sequence[Sequence[CellValue]]
    """The cells from A1 on"""
    is_hidden: bool = False


class Confidence(IntEnum):
    """How sure it is that a programme stands there."""

    DOUBTFUL = 1
    """It is proposed, and taken by nobody"""
    LIKELY = 2
    SURE = 3


class PlaceReason(NamedTuple):
    """What speaks for a place, or against it."""

    kind: str
    """``codes``, ``words``, ``many``, ``code-header``, ``label-header``, ``other-header``,
    ``title``; against it ``flat``, ``half``, ``numbers``, ``two-schemes``, ``irregular``,
    ``leaps``, ``families``, ``split``, ``identifiers``"""
    points: int
    """More for a stronger reason; below 0 against"""
    cell: str = ""
    """Where it is seen, in A1"""
    what: str = ""
    """What stands there"""


class LeftOut(NamedTuple):
    """Rows of the sheet that are none of the programme's."""

    why: str
    """``titles``, ``header``, ``repeated``, ``banner``, ``blank``, ``total``, ``note`` or
    ``other-kind``"""
    rows: tuple[int, ...]


class FoundPart(NamedTuple):
    """A programme, or a part of one, on one sheet."""

    sheet: str
    place: CodePlace
    code_columns: tuple[int, ...]
    """One; for ``CodePlace.LEVELS`` one for each level, top first"""
    label_column: int
    recognised: tuple[Recognised, ...]
    """The schemes that fit; more than one where none can be chosen"""
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    left_out: tuple[LeftOut, ...] = ()
    known: Mapping[str, int] = {}
    """Other columns, by what their headers say that they hold"""
    reasons: tuple[PlaceReason, ...] = ()
    leaf: str = ""
    """``carried`` where rows repeat the code of their heading, ``bare`` where rows have none"""
    texts: tuple[str, ...] = ()
    """What stands in the place of the codes, in the rows that were looked at"""
    year: int | None = None
    """The one year that the sheet's name or its titles name"""
    is_hidden: bool = False

    @property
    def points(self) -> int:
        return sum(reason.points for reason in self.reasons)

    @property
    def confidence(self) -> Confidence:
        if self.points >= SURE_FROM:
            return Confidence.SURE
        return Confidence.LIKELY if self.points >= LIKELY_FROM else Confidence.DOUBTFUL

    @property
    def columns(self) -> dict[str, int]:
        """The columns of the code and the label, as a programme has them."""
        return {AXE: self.code_columns[0], LABEL: self.label_column}

    @property
    def option(self) -> str:
        """The value of ``--columns`` that names the place."""
        label = column_letters(self.label_column)
        if self.place is CodePlace.COLUMN:
            return f"{column_letters(self.code_columns[0])},{label}"
        return label

    @property
    def skipped(self) -> frozenset[int]:
        """The rows between the first and the last that are none of the programme's."""
        return frozenset(
            row
            for one in self.left_out
            for row in one.rows
            if self.first_row <= row <= self.last_row
        )


SURE_FROM, LIKELY_FROM = 6, 4


class FoundProgramme(NamedTuple):
    """A programme: one part, or several that go on from one sheet to the next."""

    parts: tuple[FoundPart, ...]
    scheme: Scheme | None
    """``None`` where two fit, or none says how it counts"""

    @property
    def confidence(self) -> Confidence:
        """Nothing is sure of codes that are not read."""
        most = Confidence.SURE if self.scheme is not None else Confidence.LIKELY
        return min(most, *(part.confidence for part in self.parts))

    @property
    def points(self) -> int:
        return min(part.points for part in self.parts)


class Searched(NamedTuple):
    """What was found in a workbook."""

    programmes: tuple[FoundProgramme, ...] = ()
    """The surest first"""
    chosen: FoundProgramme | None = None
    """The one that is sure enough, and no other is as sure; else ``None``"""
    years: tuple[int, ...] = ()
    """Those of which the programmes are, where each is of another one"""
    aside: tuple[str, ...] = ()
    """The sheets in which nothing like a programme stands"""
    unread: tuple[str, ...] = ()
    """The sheets that could not be read"""
