"""What became of a workbook that was checked, and corrected where that was asked for: values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from motxl.programme.cellvalue import CellValue
from motxl.programme.model import AXE, Programme
from motxl.programme.shape import shape_of
from motxl.validation.diagnostics import Diagnostic, Diagnostics, Severity, counted
from motxl.validation.rules import CODES

if TYPE_CHECKING:
    from pandas import DataFrame

    from motxl.programme.audience import AudienceChange
    from motxl.programme.found import FoundProgramme, Searched
    from motxl.validation.places import Place
    from motxl.validation.unchecked import Unchecked


class Fixed(NamedTuple):
    """A diagnostic whose fix was made, or is proposed, and what was there before."""

    diagnostic: Diagnostic
    before: Programme
    values: Mapping[tuple[str, str], CellValue]
    """What the cells held that its fix changes, by sheet and cell"""


class Refused(NamedTuple):
    """A diagnostic whose fix could not be made, and a sentence that says why."""

    diagnostic: Diagnostic
    why: str
    is_adopted: bool = False
    """Whether it would change a text that was adopted, which ``force`` allows"""


class Decision(NamedTuple):
    """What somebody answered who was asked about proposed fixes."""

    made: Sequence[Fixed]
    """Those that are wanted"""
    stop: bool = False
    """No more of them, and no more questions"""


Ask = Callable[[Sequence[Fixed], int], Decision]
"""Asks about fixes that can be made together, and is told how many others wait their turn"""


class Acceptance(NamedTuple):
    """A row of Contrôle that staff accepted, as it was written there."""

    rule: str
    cell: str
    message: str
    reason: str


class CheckOptions(NamedTuple):
    """What is to be checked in every workbook: where its programme stands, and by which rules;
    and what is to be corrected."""

    sheet: str | None = None
    columns: str | None = None
    codes: Sequence[str] = CODES
    fix: bool = False
    unsafe: bool = False
    diff: bool = False
    """Work the corrections out, write nothing"""
    write: bool = False
    """Write the findings to Contrôle"""
    force: bool = False
    places: Sequence[Place] = ()
    """Only what stands there is corrected, accepted and shown; none: everything"""
    ask: Ask | None = None
    """Who is asked about each correction"""
    accept: str | None = None
    """The reason for which what stands is accepted in Contrôle"""
    accepts: Callable[[Diagnostic], bool] | None = None
    """Which of that is accepted; ``None``: all of it"""

    @property
    def fixes(self) -> bool:
        return self.fix or self.unsafe or self.diff

    @property
    def controls(self) -> bool:
        """Whether Contrôle is written."""
        return self.write or self.accept is not None


class Result(NamedTuple):
    """A workbook that was read, and what the rules found in it."""

    path: str
    programme: Programme
    diagnostics: list[Diagnostic]
    """Those that are left after the corrections"""
    options: CheckOptions = CheckOptions()
    fixed: Sequence[Fixed] = ()
    refused: Sequence[Refused] = ()
    saved: bool = False
    left_alone: Sequence[str] = ()
    """What could not be written, a sentence each"""
    declined: int = 0
    """Corrections that somebody did not want who was asked"""
    accepted: int | None = None
    """How many findings were accepted now; ``None`` where that was not asked for"""
    unmatched: Sequence[Acceptance] = ()
    """What staff accepted before, and is no longer found"""
    unchecked: Sequence[Unchecked] = ()
    """What no rule looked at"""
    others: Sequence[AudienceChange] = ()
    """The rows that concern others than before the corrections"""
    found: FoundProgramme | None = None
    """Where the programme was found, if nothing names its place"""
    searched: Searched | None = None
    """What was looked at to find it; ``None`` where nothing had to be looked for"""

    def __repr__(self) -> str:
        done = f", {len(self.fixed)} fixed" if self.fixed else ""
        saved = ", saved" if self.saved else ""
        return f"Result({self.path!r}: {counted(self.live)}{done}{saved})"

    def to_frame(self) -> DataFrame:
        """A line per diagnostic that is left."""
        return Diagnostics(self.diagnostics).to_frame()

    @property
    def unchecked_of_those_asked(self) -> list[Unchecked]:
        """Without the rules that were left out: for scripts, which say themselves what they ask."""
        return [one for one in self.unchecked if one.kind != "rules"]

    @property
    def live(self) -> list[Diagnostic]:
        """Without those that staff accepted in Contrôle."""
        return [diagnostic for diagnostic in self.diagnostics if not diagnostic.accepted]

    @property
    def is_numbering_unread(self) -> bool:
        """Whether in a list of another house nobody knows how the rows are numbered, so that no
        rule looked at their codes: nothing is well then."""
        programme = self.programme
        if programme.table is not None or not any(x.kind == "numbering" for x in self.unchecked):
            return False
        return not (programme.has(AXE) and shape_of(programme).is_readable)

    @property
    def is_well(self) -> bool:
        """Whether nothing blocking or to check remains or would be corrected, the numbering was
        read, and everything that was asked for could be written."""
        remains = any(diagnostic.severity > Severity.INFO for diagnostic in self.live)
        remains = remains or self.is_numbering_unread
        return not (remains or self.left_alone or (self.options.diff and self.fixed))


class Unreadable(NamedTuple):
    """A workbook or folder that could not be read; ``message`` is one translated sentence."""

    path: str
    message: str


Outcome = Result | Unreadable
