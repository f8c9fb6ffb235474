"""Making fixes until nothing changes: ``validate --fix``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.programme.edits import Edit, RowEdit
from motxl.programme.model import Programme
from motxl.programme.upkeep import upkeep
from motxl.validation.diagnostics import Diagnostic
from motxl.validation.engine import validate
from motxl.validation.fixes import is_fixable, together

# One defect may hide another, which hides a third. A programme that still changes after so many
# rounds changes for ever.
MOST_ROUNDS = 50
# A fix that is made again and again, while another one undoes it, is given up.
_MOST_TIMES = 3


class Surface(Protocol):
    """Where the programme stands: a file, or a workbook open in an application."""

    @property
    def programme(self) -> Programme: ...

    def reread(self) -> None: ...

    def apply(self, edits: Iterable[Edit]) -> list[Edit]: ...

    def holds_formula(self, sheet: str, cell: str) -> bool: ...


class Fixed(NamedTuple):
    """A diagnostic whose fix was made, and the programme as it was before."""

    diagnostic: Diagnostic
    before: Programme


class Refused(NamedTuple):
    """A diagnostic whose fix could not be made, and a sentence that says why."""

    diagnostic: Diagnostic
    why: str


class Corrections(NamedTuple):
    fixed: list[Fixed]
    refused: list[Refused]
    left: list[Diagnostic]
    """What is found in the programme now"""


def fix(surface: Surface, codes: Sequence[str], *, unsafe: bool = False) -> Corrections:
    """Make the safe fixes of the rules ``codes``, the others too if ``unsafe``, again and again.

    The edits are made on the surface, in memory where it is a file: nothing is saved here.
    """
    fixed: list[Fixed] = []
    refused: dict[str, Refused] = {}
    times: Counter[tuple[str, tuple[Edit, ...]]] = Counter()
    found = validate(surface.programme, codes)
    for _round in range(MOST_ROUNDS):
        wanted: list[Diagnostic] = []
        for diagnostic in found:
            if not is_fixable(diagnostic, unsafe=unsafe) or diagnostic.fingerprint in refused:
                continue
            assert diagnostic.fix is not None
            computed = _computed(surface, diagnostic.fix.edits)
            if computed is not None:
                why = _("{cell} holds a formula and was left as it is.").format(cell=computed)
                refused[diagnostic.fingerprint] = Refused(diagnostic, why)
            elif times[diagnostic.rule, diagnostic.fix.edits] < _MOST_TIMES:
                wanted.append(diagnostic)
        chosen = together(wanted)
        if not chosen:
            break
        before = surface.programme
        try:
            surface.apply([e for d in chosen if d.fix is not None for e in d.fix.edits])
        except MotxlError as error:
            # Rows that could not move: nothing of this round was done.
            for diagnostic in chosen:
                refused[diagnostic.fingerprint] = Refused(diagnostic, str(error))
            continue
        for diagnostic in chosen:
            assert diagnostic.fix is not None
            times[diagnostic.rule, diagnostic.fix.edits] += 1
            fixed.append(Fixed(diagnostic, before))
        surface.reread()
        found = validate(surface.programme, codes)
    if fixed and (due := upkeep(surface.programme)):
        surface.apply(due)
        surface.reread()
        found = validate(surface.programme, codes)
    return Corrections(fixed, list(refused.values()), found)


def _computed(surface: Surface, edits: Iterable[Edit]) -> str | None:
    """The first cell among those to be edited that holds a formula."""
    for edit in edits:
        if not isinstance(edit, RowEdit) and surface.holds_formula(edit.sheet, edit.cell):
            return edit.cell
    return None
